// Reads a state machine's definition (a JSON string) a line, answers the list of its errors, in words, a line.
// npm's asl-validator: the schema of the language, transitions, JSONata expressions. Source: https://states-language.net/spec.html
"use strict";
const readline = require("node:readline");
const validate = require("asl-validator");

const words = (error) => `${error["Error code"]}: ${error.Message}`;

function problems(text) {
  let definition;
  try {
    definition = JSON.parse(text);
  } catch (problem) {
    return [`INVALID_JSON_DESCRIPTION: ${problem.message}`];
  }
  return validate(definition).errors.map(words);
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify(problems(JSON.parse(line))));
});
