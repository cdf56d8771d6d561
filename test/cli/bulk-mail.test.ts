import { readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseEml } from "../eml/parse.js";
import { runCli, scratchFolder } from "./run-cli.js";
import { spawnCli } from "./spawn-cli.js";

const FILES = {
  "templates/note/email.mjml": `---
subject: Points of {{first_name}}
---
<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{first_name}}, {{points}} points.</mj-text></mj-column></mj-section></mj-body></mjml>
`,
  "templates/note/sms.txt": "Hi {{first_name}}",
  "people.csv": `first_name,points,email
Ana,1,ana@mail.example
Ben,2,Secret
Cy,,cy@mail.example
Zoë,4,zoe@mail.example
`,
};
const WHEN = ["--date", "2026-11-28T09:30:00Z"];
const ARGV = ["bulk", "note", "--recipients", "people.csv", "--from", "shop@shop.example", "--errors", "e", ...WHEN];

async function written(cwd: string, out: string): Promise<readonly (readonly [name: string, bytes: Buffer])[]> {
  const names = out === "mail" ? (await readdir(join(cwd, out))).toSorted().map((name) => `${out}/${name}`) : [out];
  return await Promise.all(["e", ...names].map(async (name) => [name, await readFile(join(cwd, name))] as const));
}

describe("platen bulk for mail programs", () => {
  test("writes a folder of files, called by the number of the row", async () => {
    const outcome = await runCli([...ARGV, "--format", "eml", "--out", "mail"], { files: FILES });
    expect(outcome).toMatchObject({
      code: 1,
      stdout: "wrote mail (2 messages)\nwrote e (2 rows without a message)\n",
    });
    const [, first, last, ...more] = await written(outcome.cwd, "mail");
    expect([first?.[0], last?.[0], more]).toEqual(["mail/000000001.eml", "mail/000000004.eml", []]);
    const { subject, text, from, to, headers } = parseEml(last?.[1] ?? Buffer.alloc(0));
    expect({ subject, text: text.trim(), from: from?.email, to }).toEqual({
      subject: "Points of Zoë",
      text: "Hi Zoë, 4 points.",
      from: "shop@shop.example",
      to: [expect.objectContaining({ email: "zoe@mail.example" })],
    });
    expect(headers["date"]).toEqual(["Sat, 28 Nov 2026 09:30:00 +0000"]);
    expect(String(headers["message-id"])).toMatch(/^<4\.\w+\.[\da-f]{16}@shop\.example>$/);
  });

  test("reports a wrong address as any other mistake of a row, also in a dry run", async () => {
    for (const more of [["--out", "mbox"], ["--dry-run"]]) {
      const { cwd, code } = await runCli([...ARGV, "--format", "mbox", ...more], { files: FILES });
      const errors = await readFile(join(cwd, "e"), "utf8");
      expect(code).toBe(1);
      expect(errors).not.toContain("Secret");
      const [wrong, missing] = errors
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(wrong).toEqual({
        row: 2,
        line: 3,
        problems: [
          {
            code: "undeliverable",
            message: "`email` is not one plain email address",
            help: "give one address; --to says which variable has it",
            path: "email",
          },
        ],
      });
      expect(missing).toMatchObject({ row: 3, problems: [{ code: "missing-variable" }] });
    }
  });

  test("takes the address from where it is told to", async () => {
    const { stdout, stderr } = await runCli(
      [...ARGV.slice(0, 6), "--recipients=p.ndjson", "--format", "mbox", "--to", "contact.mail"].filter(
        (each) => each !== "--recipients" && each !== "people.csv",
      ),
      {
        files: {
          ...FILES,
          "p.ndjson":
            '{"first_name":"Ana","points":1,"contact":{"mail":"ana@mail.example"}}\n{"first_name":"Ben","points":2}\n',
        },
      },
    );
    expect(stdout).toContain("\nTo: ana@mail.example\n");
    expect(stdout.match(/^From /gm)).toHaveLength(1);
    expect(stderr).toContain("error[undeliverable]: `contact.mail` is not one plain email address (row 2)");
  });

  test.each([
    ["eml", "mail"],
    ["mbox", "box"],
  ])("a run that was stopped leaves the same files: %s", async (format, out) => {
    const cwd = await scratchFolder(FILES);
    const argv = [...ARGV, "--format", format, "--out", out, "--resume"];
    await runCli(argv, { cwd });
    const whole = await written(cwd, out);
    const journal = join(cwd, `${out}.progress`);
    // As after the first row, with the second message half written.
    const { run, startedAt } = JSON.parse(await readFile(journal, "utf8"));
    const box = await readFile(join(cwd, "box"), "utf8").catch(() => "");
    const state = { row: 1, next: { line: 3, offset: 47 }, messages: 1, failed: 0, errorBytes: 0 };
    const outBytes = format === "mbox" ? box.lastIndexOf("\nFrom ") + 1 : 1;
    await writeFile(journal, JSON.stringify({ run, startedAt, ...state, outBytes }));
    await truncate(join(cwd, format === "mbox" ? out : "mail/000000004.eml"), format === "mbox" ? outBytes + 9 : 9);
    expect((await runCli(argv, { cwd })).code).toBe(1);
    expect(await written(cwd, out)).toEqual(whole);
    // A folder that is gone is noticed.
    await rm(join(cwd, out), { recursive: true });
    expect((await runCli(argv, { cwd })).stderr).toContain(`error[cannot-resume]: \`${out}\` was cut or replaced`);
  });

  describe("with threads", () => {
    const files = {
      "templates/note/email.mjml": `---
subject: Points of {{name}}
---
<mjml><mj-body><mj-section><mj-column><mj-text>{{name}} <a href="{{url}}">{{points}}</a></mj-text></mj-column></mj-section></mj-body></mjml>
`,
      "people.ndjson": Array.from({ length: 300 }, (_, index) => rowOf(index)).join(""),
    };

    /** Some have no address, some a URL that is refused, some cannot be read, and one has a name that means something. */
    function rowOf(index: number): string {
      if (index % 50 === 7) return "{\n";
      const email = index % 20 === 3 ? "Secret" : `p${index}@mail.example`;
      const url = index % 30 === 5 ? "javascript:1" : `https://shop.example/${index}`;
      const more = index === 9 ? '"__proto__": { "points": 1 }' : '"more": [null, "\\ud800"]';
      return `{ "name": "Zoë ${index}", "points": ${index}, "url": "${url}", "email": "${email}", ${more} }\n`;
    }

    async function outcomeOf(cwd: string, name: string, more: readonly string[]) {
      const argv = ["bulk", "note", "--recipients", "people.ndjson", "--errors", `${name}.errors`, ...WHEN, ...more];
      const outcome = await spawnCli(argv, { cwd });
      return { ...outcome, errors: await readFile(join(cwd, `${name}.errors`), "utf8") };
    }

    test.each(["ndjson", "mbox"])("the same files come out: %s", async (format) => {
      const cwd = await scratchFolder(files);
      const mail = format === "ndjson" ? [] : ["--from", "shop@shop.example"];
      const one = await outcomeOf(cwd, "one", ["--format", format, ...mail, "--jobs", "1", "--out", "one"]);
      const three = await outcomeOf(cwd, "three", ["--format", format, ...mail, "--jobs", "3", "--out", "three"]);
      expect(one.code).toBe(1);
      expect(one.errors).toContain('"file":"templates/note/email.mjml"');
      expect([three.errors, await readFile(join(cwd, "three"))]).toEqual([
        one.errors,
        await readFile(join(cwd, "one")),
      ]);
    });

    test("the same is found in a dry run", async () => {
      const cwd = await scratchFolder(files);
      const more = ["--dry-run", "--format", "mbox", "--from", "shop@shop.example", "--jobs"];
      const one = await outcomeOf(cwd, "one", [...more, "1"]);
      const three = await outcomeOf(cwd, "three", [...more, "3"]);
      expect(one.stdout).toMatch(/^Rows: .* 300, of which \d+ cannot be rendered\n/);
      expect(three).toEqual({ ...one, stdout: one.stdout.replace("one.errors", "three.errors") });
    });
  });

  test("a folder with anything in it is not written into", async () => {
    const { code, stderr } = await runCli([...ARGV, "--format", "eml", "--out", "mail"], {
      files: { ...FILES, "mail/x": "" },
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining("`mail` has something in it already")]);
  });

  test.each([
    [["--format", "mbox"], "error[undeliverable]: the message has no address of a sender"],
    [["--format", "mbox", "--channel", "sms"], "error[unknown-part]: the message is an SMS, and has no email"],
  ])("is at fault: %j", async (more, message) => {
    const { code, stderr, stdout } = await runCli(["bulk", "note", "--recipients", "people.csv", ...more], {
      files: FILES,
    });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
  });

  test.each([
    [["--to", "email"], "`--to` and `--from` are for `--format eml` and `--format mbox`"],
    [["--format", "eml"], "`--format eml` needs a folder: `--out DIR`"],
    [["--format", "mbox", "--from", "x"], "`--from` is one address"],
    [["--date", "May"], "`--date` is a date with its zone"],
    [["--jobs", "0"], "`--jobs` is a number from 1 to 999"],
  ])("is wrong usage: %j", async (more, message) => {
    const { code, stderr } = await runCli(["bulk", "note", "--recipients", "people.csv", ...more], { files: FILES });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
