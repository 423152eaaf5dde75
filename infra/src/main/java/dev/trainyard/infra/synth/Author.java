package dev.trainyard.infra.synth;

import java.util.List;
import java.util.stream.Collectors;

/** Finds the class of ours that writes a part of a template which is no construct, so that a failure can name its file. */
public final class Author {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Author() {}

    /** Returns the class that called a method or constructor of the given one. */
    public static Class<?> calling(Class<?> asked) {
        return STACK.walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type != asked && type != Author.class)
                .findFirst()
                .orElseThrow());
    }

    /** {@code Written in infra/src/main/java/…/Serving.java}, the most telling file first. */
    public static String inWords(List<Class<?>> authors) {
        return authors.stream().map(SourceFiles::of).distinct().collect(Collectors.joining(", ", "Written in ", ""));
    }
}
