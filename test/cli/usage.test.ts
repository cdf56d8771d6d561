import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { runCli } from "./run-cli.js";

test.each([
  [[], "which command?"],
  [["rendr"], "`rendr` is not a command; did you mean `render`?"],
  [["frobnicate"], "`frobnicate` is not a command"],
  [["constructor"], "`constructor` is not a command"],
  [["--frob"], "`--frob` is not an option"],
  [["help", "rendr"], "`rendr` is not a command; did you mean `render`?"],
  [["help", "render", "compile"], "help for one command at a time"],
  [["render"], "which template or artifact?"],
  [["render", "a", "b"], "one template at a time"],
  [["render", "a", "--jsn"], "`--jsn` is not an option; did you mean `--json`?"],
  [["render", "a", "-x"], "`-x` is not an option"],
  [["render", "a", "--constructor"], "`--constructor` is not an option"],
  [
    ["render", "a", "--part", "htm"],
    "`--part` is one of subject, preheader, html, text, sms, eml; did you mean `html`?",
  ],
  [["render", "a", "--part="], "`--part` is one of subject, preheader, html, text, sms, eml"],
  [["render", "a", "--part"], "`--part` needs a value"],
  [["render", "a", "--data", "--json"], "`--data` needs a value"],
  [["render", "a", "--json=yes"], "`--json` takes no value"],
  [["render", "a", "--data", "x", "--data", "y"], "`--data` is given twice"],
  [["render", "a", "--data", "x", "--sample", "y"], "--data and --sample cannot be given together"],
  [["render", "a", "--part", "html", "--out", "x"], "--part and --out cannot be given together"],
  [["render", "a", "--message", "m.json"], "a template and --message cannot be given together"],
  [["render", "--message", "-", "--data", "-"], "only one of --data and --message can be `-`"],
  [["render", "a.json", "--sample", "x"], "an artifact has no samples; use --data"],
  [["compile"], "which template?"],
  [["compile", "a", "b"], "one template at a time"],
  [["compile", "a", "--message", "m.json"], "a template and --message cannot be given together"],
  [["compile", "a", "--channel", "fax"], "`--channel` is one of email, sms"],
  [["compile", "a", "-o"], "`-o` needs a value"],
  [["vars"], "which template?"],
  [["vars", "a", "b"], "one template at a time"],
  [["vars", "a", "--diff"], "`--diff` needs a value"],
  [["types", "--out", "x"], "`--out` is not an option"],
  [["message"], "which message? `-` reads standard input"],
  [["message", "a", "b"], "one message at a time"],
  [["mesage", "a"], "`mesage` is not a command; did you mean `message`?"],
  [["check", "--json", "--sarif"], "--json and --sarif cannot be given together"],
  [["render", "a", "--smart", "on"], "`--smart` is one of off, smart, strict"],
  [["render", "a", "--max-segments", "0"], "`--max-segments` is a number from 1"],
  [["sms"], "which template?"],
  [["sms", "a", "b"], "one template at a time"],
  [["sms", "a", "--message", "m.json"], "a template and --message cannot be given together"],
  [["sms", "a", "--alphabet", "gms"], "`--alphabet` is one of gsm, telnyx; did you mean `gsm`?"],
  [["sms", "a", "--max-segments", "1.5"], "`--max-segments` is a number from 1"],
  [["bulk", "--recipients", "r.csv"], "which template?"],
  [["bulk", "a", "b", "--recipients", "r.csv"], "one template at a time"],
  [["bulk", "a"], "whom for? give a file with --recipients"],
  [["bulk", "a", "--message", "m.json", "--recipients", "r.csv"], "a template and --message cannot be given together"],
  [["bulk", "a", "--recipients", "r.csv", "--dry-run", "--out", "o"], "--dry-run and --out cannot be given together"],
  [
    ["bulk", "a", "--recipients", "r.csv", "--resume"],
    "`--resume` needs `--out`: what was printed cannot be continued",
  ],
  [["bulk", "a", "--recipients", "r.csv", "--json"], "`--json` needs `--out` or `--dry-run`"],
  [["bulk", "a", "--recipients", "r.csv", "--out", "o", "--errors", "o"], "`--out` and `--errors` are the same file"],
  [
    ["bulk", "a", "--recipients", "r.csv", "--format", "xml"],
    "`--format` is one of ndjson, eml, mbox; did you mean `eml`?",
  ],
  [["sms", "a", "--price", "cheap"], "`--price` is a number such as 0.0079"],
])("%j is wrong usage", async (argv, message) => {
  const { code, stdout, stderr } = await runCli(argv);
  expect(stderr.split("\n")[0]).toBe(`error: ${message}`);
  expect(stderr).toMatch(/\nUsage: platen /);
  expect(stderr.split("\n").length).toBeLessThan(10);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test.each([
  ["render", ["render", "--help"]],
  ["render", ["render", "a", "-h"]],
  ["render", ["help", "render"]],
  ["compile", ["compile", "--help"]],
  ["compile", ["help", "compile"]],
  ["vars", ["help", "vars"]],
  ["types", ["help", "types"]],
  ["check", ["help", "check"]],
  ["sms", ["help", "sms"]],
  ["bulk", ["help", "bulk"]],
  ["message", ["help", "message"]],
])("help of %s: %j", async (command, argv) => {
  const { code, stdout, stderr } = await runCli(argv);
  expect(stdout).toContain(`Usage: platen ${command} `);
  expect(stdout).toContain("--templates DIR");
  expect([code, stderr]).toEqual([0, ""]);
});

test.each([[["--help"]], [["-h"]], [["help"]]])("help of the program: %j", async (argv) => {
  const { code, stdout, stderr } = await runCli(argv);
  expect(stdout).toContain("Usage: platen COMMAND");
  for (const command of ["render", "compile", "vars", "types", "check", "sms", "bulk", "message", "help"])
    expect(stdout).toContain(`\n  ${command} `);
  expect([code, stderr]).toEqual([0, ""]);
});

test("help fits a terminal of 120 columns", async () => {
  for (const argv of [
    ["help"],
    ["help", "render"],
    ["help", "compile"],
    ["help", "vars"],
    ["help", "types"],
    ["help", "check"],
    ["help", "sms"],
    ["help", "bulk"],
    ["help", "message"],
    ["help", "help"],
  ]) {
    const { stdout } = await runCli(argv);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  }
});

test.each([["--version"], ["-v"]])("%s", async (flag) => {
  expect(await runCli([flag])).toMatchObject({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});
