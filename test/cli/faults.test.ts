import { expect, test } from "vitest";
import type { Services } from "../../src/cli/io.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { CompileRequest, Renderer } from "../../src/renderer/types.js";
import type { CompiledMessage } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/source/source-file.js";
import { UnreadableFileError } from "../../src/templates/unreadable-file-error.js";
import { runCli } from "./run-cli.js";

/** The command line against a compiler that does as it is told: what is collected, where it goes, what it exits with. */
const FILES = {
  "templates/receipt/email.mjml": "<p>{{a}}</p>",
  "templates/receipt/sms.txt": "Hi {{b}}",
  "templates/notes/sms.txt": "Hi",
  "templates/layouts/base.mjml": "",
  "data.json": '{"a": 1}',
};

const source = createSourceFile("receipt/email.mjml", "<p>{{a}}</p>");
const finding = (severity: Diagnostic["severity"], start: number): Diagnostic => ({
  code: "unsafe-position",
  severity,
  message: `${severity} at ${start}`,
  span: { source, start, end: start + 1 },
});

interface Told {
  readonly diagnostics?: readonly Diagnostic[];
  readonly throws?: Error;
}

/** A compiler that answers each channel as told; renders to fixed texts. */
function told(answers: { readonly email?: Told; readonly sms?: Told }): Services {
  const compileSafe = async (request: CompileRequest) => {
    const { diagnostics = [], throws } = answers[request.type] ?? {};
    if (throws !== undefined) throw throws;
    if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) return { ok: false, diagnostics };
    const rendered = request.type === "email" ? EMAIL : SMS;
    const message = {
      channel: request.type,
      render: () => rendered,
      artifact: { of: request.type },
      warnings: diagnostics,
    };
    return { ok: true, message };
  };
  return {
    // The fake knows only what the commands use, and its results only what they show.
    createRenderer: async () => ({ compileSafe }) as unknown as Renderer,
    load: async () => ({ channel: "email", render: () => EMAIL }) as unknown as CompiledMessage,
  };
}

const EMAIL = {
  channel: "email",
  subject: "Your receipt",
  preheader: "Thanks",
  from: { name: "Ana", email: "ana@example.com" },
  html: "<p>é</p>",
  text: "Hello",
  warnings: [],
};
const SMS = {
  channel: "sms",
  text: "Hi\u001b[31m",
  encoding: "GSM-7",
  units: 2,
  segments: 1,
  offenders: [],
  replaced: [],
  warnings: [],
};

test("the findings of both channels are reported together, by place, with nothing on standard output", async () => {
  const services = told({
    email: { diagnostics: [finding("error", 5), finding("warning", 3)] },
    sms: { diagnostics: [finding("error", 0)] },
  });
  const { code, stdout, stderr } = await runCli(["render", "receipt"], { files: FILES, services });
  expect(stderr).toBe(`warning[unsafe-position]: warning at 3
 --> templates/receipt/email.mjml:1:4
  |
1 | <p>{{a}}</p>
  |    ^

error[unsafe-position]: error at 5
 --> templates/receipt/email.mjml:1:6
  |
1 | <p>{{a}}</p>
  |      ^

error[unsafe-position]: error at 0
 --> templates/receipt/email.mjml:1:1
  |
1 | <p>{{a}}</p>
  | ^

`);
  expect([code, stdout]).toEqual([1, ""]);
});

test("as JSON on standard output", async () => {
  const services = told({ email: { diagnostics: [finding("error", 3)] } });
  const { code, stdout, stderr } = await runCli(["render", "receipt", "--json"], { files: FILES, services });
  const place = { file: "templates/receipt/email.mjml", line: 1, column: 4, endLine: 1, endColumn: 5 };
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    diagnostics: [{ code: "unsafe-position", severity: "error", message: "error at 3", ...place }],
  });
  expect([code, stderr]).toEqual([1, ""]);
});

test("warnings go to standard error and change nothing else", async () => {
  const services = told({ email: { diagnostics: [finding("warning", 3)] } });
  const { code, stdout, stderr } = await runCli(["render", "receipt", "--part", "text"], { files: FILES, services });
  expect(stderr).toContain("warning[unsafe-position]: warning at 3\n --> templates/receipt/email.mjml:1:4");
  expect([code, stdout]).toEqual([0, "Hello\n"]);
});

test("the summary, with control characters made visible", async () => {
  const { code, stdout, stderr } = await runCli(["render", "receipt"], { files: FILES, services: told({}) });
  expect(stdout).toBe(`Subject:   Your receipt
Preheader: Thanks
From:      Ana <ana@example.com>
Size:      HTML 0.0 KB, text 0.0 KB

Hello

SMS (GSM-7, 1 segment, 2 units)
Hi\uFFFD[31m
`);
  expect([code, stderr]).toEqual([0, ""]);
});

test("a part alone is not touched but for its last line end", async () => {
  const { stdout } = await runCli(["render", "receipt", "--part", "sms"], { files: FILES, services: told({}) });
  expect(stdout).toBe("Hi\u001b[31m\n");
});

test("a part needs only its own channel to compile", async () => {
  const services = told({ sms: { diagnostics: [finding("error", 0)] } });
  const { code } = await runCli(["render", "receipt", "--part", "subject"], { files: FILES, services });
  expect(code).toBe(0);
});

test.each([
  [["render", "recipt"], "there is no template `recipt` in `templates`", "did you mean `receipt`?"],
  [["render", "other"], "there is no template `other` in `templates`", "known: `notes`, `receipt`"],
  [["render", "../receipt"], "there is no template `../receipt` in `templates`", "did you mean `receipt`?"],
  [["compile", "layouts"], "there is no template `layouts` in `templates`", "known: `notes`, `receipt`"],
  [
    ["render", "receipt", "--templates", "mail"],
    "there is no folder `mail` to find `receipt` in",
    "say where the templates are with --templates DIR",
  ],
])("%j: %s", async (argv, message, help) => {
  const { code, stdout, stderr } = await runCli(argv, { files: FILES, services: told({}) });

  expect(stderr).toBe(`error[unknown-template]: ${message}\n = help: ${help}\n\n`);
  expect([code, stdout]).toEqual([1, ""]);
});

test.each([
  [
    ["render", "notes", "--part", "html"],
    "the template `notes` has no email",
    "write one in templates/notes/email.mjml",
  ],
  [
    ["compile", "notes", "--channel", "email"],
    "the template `notes` has no email",
    "write one in templates/notes/email.mjml",
  ],
])("%j: %s", async (argv, message, help) => {
  const { code, stdout, stderr } = await runCli(argv, { files: FILES, services: told({}) });
  expect(stderr).toBe(`error[unknown-part]: ${message}\n = help: ${help}\n\n`);
  expect([code, stdout]).toEqual([1, ""]);
});

test.each([
  ["{", "not valid JSON: expected a name in double quotes or `}`, found the end", "x.json:1:2"],
  ['{"a": 1,\n "b": \'secret\'}', /^not valid JSON: neither a string/, "x.json:2:7"],
  ["[1]", "expected a JSON object, found a list", "x.json:1:1"],
  ['"secret"', "expected a JSON object, found a string", "x.json:1:1"],
  ["null", "expected a JSON object, found null", "x.json:1:1"],
])("data %j", async (data, message, place) => {
  const setting = { files: { ...FILES, "x.json": data }, services: told({}) };
  const { code, stdout, stderr } = await runCli(["render", "receipt", "--data", "x.json"], setting);
  const [headline = "", where] = stderr.split("\n");
  expect(headline.replace("error[invalid-data]: ", "")).toEqual(
    typeof message === "string" ? message : expect.stringMatching(message),
  );
  expect(where).toBe(` --> ${place}`);
  expect(stderr).not.toContain("secret");
  expect([code, stdout]).toEqual([1, ""]);
});

test("data from standard input is named so", async () => {
  const setting = { files: FILES, services: told({}), stdin: "{" };
  const { stderr } = await runCli(["render", "receipt", "--data", "-"], setting);
  expect(stderr).toContain(" --> <stdin>:1:2");
});

test.each([
  ["absent.json", "`absent.json` cannot be read: there is no such file"],
  ["templates", "`templates` cannot be read: it is a folder"],
  ["latin1.json", "`latin1.json` is not valid UTF-8"],
  ["data.json/x", "`data.json/x` cannot be read: a file stands where a folder should be"],
])("data file %s", async (path, message) => {
  const setting = { files: { ...FILES, "latin1.json": Uint8Array.of(0xe9) }, services: told({}) };
  const { code, stderr } = await runCli(["render", "receipt", "--data", path], setting);
  expect(stderr).toBe(`error[unreadable-file]: ${message}\n\n`);
  expect(code).toBe(1);
});

test("an unknown sample", async () => {
  const files = {
    ...FILES,
    "templates/receipt/samples/long.json": "{}",
    "templates/receipt/samples/default.json": "{}",
  };
  const { code, stderr } = await runCli(["render", "receipt", "--sample", "lnog"], { files, services: told({}) });
  expect(stderr).toBe(
    "error[unknown-sample]: the template `receipt` has no sample `lnog`\n = help: did you mean `long`?\n\n",
  );
  expect(code).toBe(1);
});

test("a sample that is not JSON is named by its path", async () => {
  const files = { ...FILES, "templates/receipt/samples/default.json": "{" };
  const { code, stderr } = await runCli(["render", "receipt"], { files, services: told({}) });
  expect(stderr).toContain(" --> templates/receipt/samples/default.json:1:2");
  expect(code).toBe(1);
});

test("a template file that cannot be read", async () => {
  const services = told({ email: { throws: new UnreadableFileError("partials/a.mjml", "is not valid UTF-8") } });
  const { code, stderr } = await runCli(["render", "receipt"], { files: FILES, services });
  expect(stderr).toBe("error[unreadable-file]: the file is not valid UTF-8\n --> templates/partials/a.mjml\n\n");
  expect(code).toBe(1);
});

test("what is nobody's fault is not dressed up as one", async () => {
  const services = told({ email: { throws: new Error("a bug") } });
  await expect(runCli(["render", "receipt"], { files: FILES, services })).rejects.toThrow("a bug");
});

test.each([
  ["sms", { type: "email", content: "x" }, "the message is an email, and has no SMS"],
  ["html", { type: "sms", content: "x" }, "the message is an SMS, and has no email"],
])("--part %s of a message of the other channel", async (part, record, message) => {
  const setting = { files: FILES, services: told({}), stdin: JSON.stringify(record) };
  const { code, stderr } = await runCli(["render", "--message", "-", "--part", part], setting);
  expect(stderr).toBe(`error[unknown-part]: ${message}\n --> <stdin>\n\n`);
  expect(code).toBe(1);
});

test("--part sms of an email artifact", async () => {
  const setting = { files: { ...FILES, "a.json": "{}" }, services: told({}) };
  const { code, stderr } = await runCli(["render", "a.json", "--part", "sms"], setting);
  expect(stderr).toBe("error[unknown-part]: the artifact is an email, and has no SMS\n --> a.json\n\n");
  expect(code).toBe(1);
});

test("an output that cannot be written", async () => {
  const { code, stderr } = await runCli(["render", "receipt", "--out", "data.json"], {
    files: FILES,
    services: told({}),
  });
  expect(stderr).toBe(
    "error[unwritable-file]: `data.json/subject.txt` cannot be written: a file stands where a folder should be\n\n",
  );
  expect(code).toBe(1);
});

test("compiling a template with both channels notes the other one", async () => {
  const { code, stdout, stderr } = await runCli(["compile", "receipt"], { files: FILES, services: told({}) });
  expect(JSON.parse(stdout)).toEqual({ of: "email" });
  expect(stderr).toBe("note: this is the email; `receipt` has an SMS too: platen compile receipt --channel sms\n");
  expect(code).toBe(0);
});

test("compiling the channel that was asked for notes nothing", async () => {
  const { stdout, stderr } = await runCli(["compile", "receipt", "--channel", "sms"], {
    files: FILES,
    services: told({}),
  });
  expect([JSON.parse(stdout), stderr]).toEqual([{ of: "sms" }, ""]);
});
