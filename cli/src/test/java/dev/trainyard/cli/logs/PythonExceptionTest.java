package dev.trainyard.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonExceptionTest {

    @Test
    void isTheLastTracebacksWordsWithTheLineThatRaised() {
        assertThat(PythonException.in("""
                Traceback (most recent call last):
                KeyError: 'handled'
                reading
                Traceback (most recent call last):
                  File "/opt/ml/code/train.py", line 12, in <module>
                    main()
                  File "/opt/ml/code/columns.py", line 4, in read
                    raise ValueError("no rows in train/data.csv")
                ValueError: no rows in train/data.csv
                after
                """.lines().toList()))
                .contains("ValueError: no rows in train/data.csv (columns.py, line 4)");
    }

    /** Where a library raises, the user's own line that called it says more. */
    @Test
    void namesTheLastLineOfTheUsersOwnCode() {
        assertThat(PythonException.in("""
                Traceback (most recent call last):
                  File "/opt/ml/code/train.py", line 30, in main
                    model.fit(rows)
                  File "/venv/lib/python3.12/site-packages/sklearn/base.py", line 1365, in wrapper
                    return fit_method(estimator, *args, **kwargs)
                ValueError: Input X contains NaN.
                """.lines().toList()))
                .contains("ValueError: Input X contains NaN. (train.py, line 30)");
    }

    @Test
    void aSyntaxErrorHasNoTraceback() {
        assertThat(PythonException.in("""
                reading
                  File "/opt/ml/code/train.py", line 5
                    def main(
                            ^
                SyntaxError: '(' was never closed
                """.lines().toList()))
                .contains("SyntaxError: '(' was never closed (train.py, line 5)");
    }

    @Test
    void aLogWithoutATracebackHasNone() {
        assertThat(PythonException.in("all is well".lines().toList())).isEmpty();
    }
}
