import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.js";
import { FILES } from "./templates.js";

/** `platen render` with the real compiler and runtime. */

describe("a template", () => {
  test("shows subject, sender, size, text and SMS", async () => {
    const { code, stdout, stderr } = await runCli(["render", "receipt"], { files: FILES });
    expect(stderr).toBe("");
    expect(stdout.replace(/\d+\.\d KB/g, "# KB")).toBe(`Subject:   Your receipt, Ana
From:      Platen Shop
Size:      HTML # KB, text # KB

Hi Ana, thank you.

Tea: 4.00

Cake: 5.50

See it <https://example.com/r/1>

SMS (GSM-7, 1 segment, 57 units)
Hi Ana, your receipt: https://example.com/r/1 STOP to end
`);
    expect(code).toBe(0);
  });

  test.each([
    ["subject", "Your receipt, Ana\n"],
    ["preheader", ""],
    ["sms", "Hi Ana, your receipt: https://example.com/r/1 STOP to end\n"],
  ])("--part %s", async (part, expected) => {
    const { code, stdout, stderr } = await runCli(["render", "receipt", "--part", part], { files: FILES });
    expect([code, stdout, stderr]).toEqual([0, expected, ""]);
  });

  test("--part html and --part text", async () => {
    const html = await runCli(["render", "receipt", "--part", "html"], { files: FILES });
    expect(html.stdout).toMatch(/^<!doctype html>/i);
    expect(html.stdout).toContain("Tea: 4.00");
    const text = await runCli(["render", "receipt", "--part", "text"], { files: FILES });
    expect(text.stdout).toContain("Tea: 4.00");
    expect(text.stdout).not.toContain("<p");
  });

  test("--sample, --data and standard input", async () => {
    const data = '{"first_name":"Cy","items":[],"url":"https://example.com"}';
    const subject = ["render", "receipt", "--part", "subject"];
    const files = { ...FILES, "vars.json": data };
    expect((await runCli([...subject, "--sample", "short"], { files })).stdout).toBe("Your receipt, Bo\n");
    expect((await runCli([...subject, "--data", "vars.json"], { files })).stdout).toBe("Your receipt, Cy\n");
    expect((await runCli([...subject, "--data", "-"], { files, stdin: data })).stdout).toBe("Your receipt, Cy\n");
  });

  test("--templates elsewhere", async () => {
    const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`mail/${path}`, text]));
    const argv = ["render", "receipt", "--templates", "mail/templates", "--part", "subject"];
    expect(await runCli(argv, { files })).toMatchObject({ code: 0, stdout: "Your receipt, Ana\n" });
  });

  test("--json prints the whole result", async () => {
    const { code, stdout } = await runCli(["render", "receipt", "--json"], { files: FILES });
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(["email", "sms"]);
    expect(result.email).toMatchObject({
      channel: "email",
      subject: "Your receipt, Ana",
      from: { name: "Platen Shop" },
    });
    expect(result.sms).toMatchObject({ channel: "sms", encoding: "GSM-7", segments: 1, units: 57 });
    expect(code).toBe(0);
  });

  test("--out writes what would be sent, to the byte", async () => {
    const { code, stdout, cwd } = await runCli(["render", "receipt", "--out", "out/r"], { files: FILES });
    const written = (name: string) => readFile(join(cwd, "out/r", name), "utf8");
    const { email, sms } = JSON.parse((await runCli(["render", "receipt", "--json"], { cwd })).stdout);
    expect(await readdir(join(cwd, "out/r"))).toEqual(["body.html", "body.txt", "sms.txt", "subject.txt"]);
    expect(await written("subject.txt")).toBe(email.subject);
    expect(await written("body.html")).toBe(email.html);
    expect(await written("body.txt")).toBe(email.text);
    expect(await written("sms.txt")).toBe(sms.text);
    expect(stdout.split("\n").filter((line) => line.startsWith("wrote out/r/"))).toHaveLength(4);
    expect(code).toBe(0);
  });

  test("with an SMS only", async () => {
    const setting = { files: FILES, stdin: '{"time":"9:30"}' };
    const { code, stdout } = await runCli(["render", "reminder", "--data", "-"], setting);
    expect([code, stdout]).toEqual([0, "SMS (GSM-7, 1 segment, 15 units)\nSee you at 9:30\n"]);
  });

  test("a value cannot command the terminal or end a header", async () => {
    const setting = { files: FILES, stdin: JSON.stringify({ text: "a\u001b[2Jb" }) };
    const { stdout } = await runCli(["render", "notice", "--data", "-"], setting);
    expect(stdout).not.toContain("\u001b");
  });
});

describe("what is at fault", () => {
  test("a missing variable, with its frame, for both channels", async () => {
    const { code, stdout, stderr } = await runCli(["render", "receipt", "--data", "-"], { files: FILES, stdin: "{}" });
    expect(stderr).toContain("error[missing-variable]: ");
    expect(stderr).toContain(" --> templates/receipt/email.mjml:2:");
    expect(stderr).toMatch(/\n2 \| subject: Your receipt, \{\{first_name\}\}\n {2}\| {24,}\^+\n/);
    expect(stderr).toContain(" --> templates/receipt/sms.txt:1:");
    expect([code, stdout]).toEqual([1, ""]);
  });

  test("--json lists the missing variables", async () => {
    const setting = { files: FILES, stdin: '{"first_name":"Ana"}' };
    const { code, stdout, stderr } = await runCli(["render", "reminder", "--data", "-", "--json"], setting);
    const { ok, diagnostics } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: "missing-variable",
        severity: "error",
        path: "time",
        file: "templates/reminder/sms.txt",
        line: 1,
      }),
    ]);
    expect([code, stderr]).toEqual([1, ""]);
  });

  test("no data at all is explained", async () => {
    const { code, stderr } = await runCli(["render", "reminder"], { files: FILES });
    expect(stderr.split("\n\n").at(-1)).toBe(
      "note: no data was given, and there is no templates/reminder/samples/default.json; see --data and --sample\n",
    );
    expect(code).toBe(1);
  });

  test("a template that does not compile, with its frame", async () => {
    const { code, stdout, stderr } = await runCli(["render", "broken"], { files: FILES });
    expect(stderr).toMatch(/^error\[[a-z-]+\]: /);
    expect(stderr).toMatch(/ --> templates\/broken\/email\.mjml:7:\d+\n/);
    expect(stderr).toContain('7 |       <mj-column width="{{width}}">');
    expect([code, stdout]).toEqual([1, ""]);
  });

  test("an unsafe value is not repeated", async () => {
    const setting = { files: FILES, stdin: '{"first_name":"Ana","items":[],"url":"javascript:secret()"}' };
    const { code, stderr } = await runCli(["render", "receipt", "--data", "-"], setting);
    expect(stderr).toContain("error[unsafe-url]: ");
    expect(stderr).not.toContain("secret");
    expect(code).toBe(1);
  });
});

describe("a message record", () => {
  const record = {
    type: "email",
    subject: "Hello {{first_name}}",
    content: "<p>Dear {{first_name}}</p>",
    template: "letter",
    from_email: "ana@example.com",
    from_name: "Ana at {{shop}}",
    conversation_id: "12",
    sent: "0",
  };
  const setting = (fields: object) => ({
    files: {
      ...FILES,
      "message.json": JSON.stringify({ ...record, ...fields }),
      "vars.json": '{"first_name":"Bo","shop":"Platen"}',
    },
  });

  test("is rendered", async () => {
    const argv = ["render", "--message", "message.json", "--data", "vars.json", "--json"];
    const { code, stdout, stderr } = await runCli(argv, setting({}));
    expect(stderr).toBe("");
    const { email } = JSON.parse(stdout);
    expect(email).toMatchObject({
      subject: "Hello Bo",
      from: { name: "Ana at Platen", email: "ana@example.com" },
    });
    expect(email.html).toContain("Dear Bo");
    expect(email.text).toContain("Dear Bo");
    expect(code).toBe(0);
  });

  test("of type SMS is rendered", async () => {
    const files = { "m.json": '{"type":"sms","content":"Hi {{n}} ✓"}', "v.json": '{"n":"Bo"}' };
    const { code, stdout } = await runCli(["render", "--message", "m.json", "--data", "v.json"], { files });
    expect([code, stdout]).toEqual([0, "SMS (UCS-2, 1 segment, 7 units)\nHi Bo ✓\n\nforces UCS-2: U+2713 at 6\n"]);
  });

  test("without template and data explains what is missed", async () => {
    const { code, stderr } = await runCli(["render", "--message", "-"], {
      stdin: '{"type":"sms","content":"Hi {{n}}"}',
    });
    expect(stderr).toContain(" --> <stdin>#content:1:4\n");
    expect(stderr.split("\n\n").at(-1)).toBe("note: no data was given; see --data\n");
    expect(code).toBe(1);
  });

  test("uses the sample of its template", async () => {
    const argv = ["render", "--message", "message.json", "--sample", "short", "--part", "subject"];
    const fields = { template: "receipt", content: "", from_name: "" };
    expect(await runCli(argv, setting(fields))).toMatchObject({ code: 0, stdout: "Hello Bo\n", stderr: "" });
  });

  test("names the field in which a variable is missing", async () => {
    const { code, stderr } = await runCli(
      ["render", "--message", "message.json"],
      setting({ content: "Hi\n{{missed}}" }),
    );
    expect(stderr).toMatch(/ --> message\.json#content:2:\d\n/);
    expect(stderr).toMatch(/ --> message\.json#subject:1:\d\n/);
    expect(stderr).toMatch(/ --> message\.json#from_name:1:\d+\n/);
    expect(stderr).toContain("\n2 | {{missed}}\n");
    const [missing, note] = stderr.split("\n\n").at(-1)?.split("\n") ?? [];
    expect(missing).toBe("missing: `first_name`, `shop`, `missed`");
    expect(note).toMatch(/^note: no data was given, and there is no templates\/letter\/samples/);
    expect(code).toBe(1);
  });

  test("names the nearest template", async () => {
    const { code, stderr } = await runCli(["render", "--message", "message.json"], setting({ template: "lettre" }));
    expect(stderr).toBe(
      "error[unknown-template]: there is no template `lettre` in `templates`\n = help: did you mean `letter`?\n\n",
    );
    expect(code).toBe(1);
  });

  test("is refused with all its problems at once", async () => {
    const argv = ["render", "--message", "message.json", "--json"];
    const { code, stdout } = await runCli(argv, setting({ typ: "sms", subject: 4, sent: "no" }));
    const { diagnostics } = JSON.parse(stdout);
    expect(diagnostics.map((each: { message: string }) => each.message)).toEqual([
      "`subject` must be a string, found a number",
      "`sent` must be a flag: true, false, 0 or 1",
      "`typ` is not a field of a message",
    ]);
    expect(code).toBe(1);
  });
});

describe("an artifact", () => {
  test("renders to the same as its template", async () => {
    const { cwd } = await runCli(["compile", "receipt", "-o", "receipt.json"], { files: FILES });
    const data = ["--data", "templates/receipt/samples/default.json", "--json"];
    const direct = JSON.parse((await runCli(["render", "receipt", ...data], { cwd })).stdout);
    const { code, stdout, stderr } = await runCli(["render", "receipt.json", ...data], { cwd });
    expect(JSON.parse(stdout)).toEqual({ email: direct.email });
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("of an SMS, in a file of any name", async () => {
    const { cwd } = await runCli(["compile", "reminder", "-o", "artifact"], { files: FILES });
    const { code, stdout } = await runCli(["render", "artifact", "--data", "-", "--part", "sms"], {
      cwd,
      stdin: '{"time":"9:30"}',
    });
    expect([code, stdout]).toEqual([0, "See you at 9:30\n"]);
  });

  test("tells the place of a missing variable", async () => {
    const { cwd } = await runCli(["compile", "reminder", "-o", "reminder.json"], { files: FILES });
    const { code, stderr } = await runCli(["render", "reminder.json"], { cwd });
    expect(stderr).toMatch(/^error\[missing-variable\]: .*\n --> reminder\/sms\.txt:1:\d+\n/);
    expect(code).toBe(1);
  });

  test.each([
    ["no JSON", "{", "invalid-artifact", "x.json:1:2"],
    ["not an artifact", "[]", "invalid-artifact", "x.json"],
    ["of another format", '{"platen":999}', "unsupported-artifact", "x.json"],
  ])("that is %s", async (_, text, errorCode, place) => {
    const { code, stderr } = await runCli(["render", "x.json"], { files: { "x.json": text } });
    expect(stderr).toContain(`error[${errorCode}]: `);
    expect(stderr).toContain(` --> ${place}\n`);
    expect(code).toBe(1);
  });

  test("that does not exist", async () => {
    const { code, stderr } = await runCli(["render", "x.json"]);
    expect(stderr).toBe("error[unreadable-file]: `x.json` cannot be read: there is no such file\n\n");
    expect(code).toBe(1);
  });
});

describe("where and when", () => {
  const text = '{{currency total "EUR"}}, {{date at "long"}} at {{time at}}, {{relative at}}';
  const files = {
    "templates/t/sms.txt": text,
    "templates/t/samples/default.json": '{"total":1234.5,"at":"2026-11-28T23:30:00Z"}',
  };
  const render = (...options: readonly string[]) => runCli(["render", "t", "--part", "sms", ...options], { files });

  test("--locale, --time-zone and --date", async () => {
    const plain = await render("--date", "2026-11-30T23:30:00Z");
    expect(plain.stdout).toBe("€1,234.50, November 28, 2026 at 11:30 PM, 2 days ago\n");
    const german = await render("--date", "2026-11-30T23:30:00Z", "--locale", "de-DE", "--time-zone", "Europe/Berlin");
    expect(german.stdout).toBe("1.234,50 €, 29. November 2026 at 00:30, vorgestern\n");
  });

  test("without --date it is now", async () => {
    expect((await render()).code).toBe(0);
  });

  test.each([
    [["--locale", "not a tag"], "`--locale` is a language tag"],
    [["--time-zone", "Mars/Base"], "`--time-zone` is a name"],
    [["--date", "2026-11-30"], "`--date` is a date with its zone"],
  ])("%j is refused", async (options, message) => {
    const { code, stderr } = await render(...options);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });
});
