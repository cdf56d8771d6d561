import { appendFile, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createProgressBar } from "../../src/cli/bulk/progress-bar.js";
import { run } from "../../src/cli/run.js";
import { runCli, scratchFolder } from "./run-cli.js";

const FILES = {
  "templates/note/email.mjml": `---
subject: Points of {{first_name}}
---
<mjml><mj-body><mj-section><mj-column>
<mj-text>Hi {{first_name}}, you have {{points}} points{{#if vip}}, and are a VIP{{/if}}. <a href="{{url}}">See</a></mj-text>
</mj-column></mj-section></mj-body></mjml>
`,
  "templates/note/sms.txt": "Hi {{first_name}}, {{points}} points.{{~! ~}}\n",
  "templates/note/contract.json": `{ "properties": { "first_name": { "type": "string" }, "points": { "type": "integer" },
    "vip": { "type": "boolean" }, "url": { "type": "string" } } }`,
  "people.csv": `first_name,points,vip,url,email
Ana,12,true,https://shop.example/1,ana@mail.example
"Ben, Jr.",7,,https://shop.example/2,ben@mail.example
`,
};

const BAD_ROWS = `first_name,points,vip,url
Ana,12,true,https://shop.example/1
Secret,many,true,https://shop.example/2
"Secret,3,true,https://shop.example/3
,,,https://shop.example/4
Secret,5,true,javascript:Secret
Secret,6
"Dan
Brown",7,maybe,https://shop.example/7
Eve,8,false,https://shop.example/8
`;

async function bulk(argv: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const outcome = await runCli(["bulk", ...argv], { files });
  const read = (path: string) => readFile(join(outcome.cwd, path), "utf8");
  return { ...outcome, read };
}

/** The objects of NDJSON. */
function objects(text: string): Record<string, unknown>[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe("platen bulk", () => {
  test("prints a line for each row: its number, and what `render` returns", async () => {
    const { code, stdout, stderr, cwd } = await bulk(["note", "--recipients", "people.csv"]);
    expect([code, stderr]).toEqual([0, "note: these are emails; `note` has an SMS too: --channel sms\n"]);
    expect(objects(stdout)).toMatchObject([
      { row: 1, channel: "email", subject: "Points of Ana" },
      { row: 2, channel: "email", subject: "Points of Ben, Jr." },
    ]);
    await writeFile(
      join(cwd, "ana.json"),
      '{"first_name":"Ana","points":12,"vip":true,"url":"https://shop.example/1"}',
    );
    const one = await runCli(["render", "note", "--data", "ana.json", "--json"], { cwd });
    expect(objects(stdout)[0]).toEqual({ row: 1, ...JSON.parse(one.stdout).email });
  });

  test("writes to a file, and says so", async () => {
    const { code, stdout, read } = await bulk(["note", "--recipients", "people.csv", "--out", "out.ndjson"]);
    expect([code, stdout]).toEqual([0, "wrote out.ndjson (2 messages)\n"]);
    expect(objects(await read("out.ndjson"))).toHaveLength(2);
  });

  test("fills an SMS, with its options, and a message record", async () => {
    const sms = await bulk(["note", "--recipients", "people.csv", "--channel", "sms", "--price", "0.5"]);
    expect(objects(sms.stdout)).toMatchObject([
      { row: 1, channel: "sms", text: "Hi Ana, 12 points.", segments: 1, cost: 0.5 },
      { row: 2, text: "Hi Ben, Jr., 7 points." },
    ]);
    const record = await bulk(["--message", "m.json", "--recipients", "people.ndjson"], {
      "m.json": '{"type":"sms","content":"Bye {{name}}"}',
      "people.ndjson": '{"name":"Ana"}\n\n{"name":"Ben"}',
    });
    expect(objects(record.stdout)).toMatchObject([
      { row: 1, text: "Bye Ana" },
      { row: 2, text: "Bye Ben" },
    ]);
  });

  test("bad rows stop nothing, and are reported by number with all reasons and no values", async () => {
    const files = { ...FILES, "people.csv": BAD_ROWS };
    const { code, stdout, read } = await bulk(
      ["note", "--recipients", "people.csv", "--out", "out.ndjson", "--errors", "errors.ndjson"],
      files,
    );
    expect([code, stdout]).toEqual([
      1,
      "wrote out.ndjson (2 messages)\nwrote errors.ndjson (6 rows without a message)\n",
    ]);
    expect(objects(await read("out.ndjson")).map(({ row }) => row)).toEqual([1, 8]);
    const errors = await read("errors.ndjson");
    expect(errors).not.toContain("Secret");
    const at = { file: "templates/note/email.mjml", line: 5, column: expect.any(Number) };
    expect(objects(errors)).toEqual([
      {
        row: 2,
        line: 3,
        problems: [
          {
            code: "wrong-type",
            message: "`points` is a string",
            help: "the contract says integer",
            path: "points",
          },
        ],
      },
      {
        row: 3,
        line: 4,
        problems: [
          {
            code: "invalid-data",
            message: "not valid CSV: there is something between a closing quote and the next cell",
          },
        ],
      },
      {
        row: 4,
        line: 5,
        problems: [
          // In the subject and in the body.
          expect.objectContaining({ code: "missing-variable", path: "first_name", at: { ...at, line: 2 } }),
          expect.objectContaining({ code: "missing-variable", path: "first_name", at }),
          expect.objectContaining({ code: "missing-variable", path: "points", at }),
        ],
      },
      { row: 5, line: 6, problems: [expect.objectContaining({ code: "unsafe-url", path: "url", at })] },
      {
        row: 6,
        line: 7,
        problems: [
          { code: "invalid-data", message: "not valid CSV: this line has more or fewer cells than the first" },
        ],
      },
      { row: 7, line: 8, problems: [expect.objectContaining({ code: "wrong-type", path: "vip" })] },
    ]);
  });

  test("bytes and JSON that cannot be read are such rows, too", async () => {
    const bytes = Buffer.from(`{"first_name":"\u00e9"}\n[1]\n{"first_name":\n{"first_name":"Ana"}\n`);
    bytes[16] = 0x28;
    const { code, stdout, stderr } = await bulk(["--message", "m.json", "--recipients", "p.ndjson"], {
      "m.json": '{"type":"sms","content":"Bye {{first_name}}"}',
      "p.ndjson": bytes,
    });
    expect([code, objects(stdout).map(({ row }) => row)]).toEqual([1, [4]]);
    expect(stderr).toBe(`error[invalid-data]: not valid UTF-8 (row 1)
 --> p.ndjson:1

error[invalid-data]: expected a JSON object, found a list (row 2)
 --> p.ndjson:2

error[invalid-data]: not valid JSON: expected a value, found the end (row 3)
 --> p.ndjson:3:15

4, of which 3 cannot be rendered
`);
  });

  test("keys of objects that are looped over are data, which is not told", async () => {
    const { stdout, stderr } = await bulk(["t", "--recipients", "p.ndjson"], {
      "templates/t/sms.txt": "{{#each prices}}{{amount}} {{/each}}",
      "templates/t/contract.json":
        '{"properties":{"prices":{"type":"object","additionalProperties":{"properties":{"amount":{"type":"number"}}}}}}',
      "p.ndjson": '{"prices":{"Secret":{"amount":"1"}}}\n{"prices":{"Secret":{"amount":2}}}\n',
    });
    expect(stderr).toContain("error[wrong-type]: `prices.*.amount` is a string (row 1)");
    expect(stderr).not.toContain("Secret");
    expect(objects(stdout)).toHaveLength(1);
  });

  test("shows the first failures when there is no file for them", async () => {
    const rows = Array.from({ length: 30 }, (_, index) => (index === 20 ? "Ana,1,,https://a.example" : "Ana,x,,"));
    const files = { ...FILES, "p.csv": `first_name,points,vip,url\n${rows.join("\n")}\n` };
    const { code, stderr } = await bulk(["note", "--recipients", "p.csv", "--out", "o"], files);
    expect(code).toBe(1);
    expect(stderr).toContain("(row 1)");
    expect(stderr).not.toContain("(row 11)");
    expect(stderr).toMatch(/\nand \d+ more rows; --errors FILE tells of all\n$/);
  });

  test("a dry run writes no message, and tells what they come to", async () => {
    const email = await bulk(["note", "--recipients", "people.csv", "--dry-run", "--errors", "e"], {
      ...FILES,
      "people.csv": BAD_ROWS,
    });
    expect(email.code).toBe(1);
    expect(email.stdout).toMatch(
      /^Rows: {2}8, of which 6 cannot be rendered\nHTML: {2}min [\d.]+ KB, mean [\d.]+ KB, max [\d.]+ KB\nText: .*\nwrote e \(6 rows without a message\)\n$/,
    );
    const { code, stdout, cwd } = await bulk(
      ["note", "--recipients", "people.csv", "--dry-run", "--channel", "sms", "--json"],
      { ...FILES, "people.csv": `first_name,points\nAna,1\nłucja,2\n${"n".repeat(200)},3\n` },
    );
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        ok: true,
        rows: 3,
        messages: 3,
        failed: 0,
        segments: { total: 4, messages: { 1: 2, 2: 1 } },
        encodings: { "GSM-7": 2, "UCS-2": 1 },
      },
    ]);
    await expect(readFile(join(cwd, "people.csv.progress"))).rejects.toThrow("ENOENT");
  });

  test.each([
    [["note", "--recipients", "none.csv"], "error[unreadable-file]: `none.csv` cannot be read: there is no such file"],
    [["nte", "--recipients", "people.csv"], "did you mean `note`?"],
    [["note", "--recipients", "empty.csv"], "error[invalid-data]: the table is empty"],
    [["note", "--recipients", "names.csv"], "error[invalid-data]: there are no recipients"],
    [["note", "--recipients", "twice.csv"], "error[invalid-data]: two columns have the name `a`"],
    [["note", "--recipients", "people.csv", "--out", "people.csv"], "`people.csv` has something in it already"],
    [["note", "--recipients", "people.csv", "--errors", "people.csv"], "`people.csv` has something in it already"],
    [["note", "--recipients", "people.csv", "--out", "no/folder"], "error[unwritable-file]: `no/folder"],
  ])("is at fault: %j", async (argv, message) => {
    const files = { ...FILES, "empty.csv": "", "names.csv": "a,b\n", "twice.csv": "a,a\n1,2\n" };
    const { code, stdout, stderr } = await bulk(argv, files);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
  });
});

describe("--resume", () => {
  const ARGV = ["bulk", "note", "--recipients", "p.csv", "--out", "o", "--errors", "e", "--resume"];
  const rows = Array.from(
    { length: 200 },
    (_, index) => `A${index},${index % 7 === 0 ? "x" : index},,https://a.example/`,
  );
  const files = { ...FILES, "p.csv": `first_name,points,vip,url\n${rows.join("\n")}\n` };

  /** A run that came to its end, and what it left. */
  async function finished() {
    const cwd = await scratchFolder(files);
    const { code } = await runCli(ARGV, { cwd });
    expect(code).toBe(1);
    const read = () => Promise.all([readFile(join(cwd, "o"), "utf8"), readFile(join(cwd, "e"), "utf8")]);
    return { cwd, read, whole: await read(), again: () => runCli(ARGV, { cwd }) };
  }

  async function changeJournal(cwd: string, changes: object) {
    const path = join(cwd, "o.progress");
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), ...changes }));
  }

  test("begins when there is nothing to continue, and ends at once when all is done", async () => {
    const { whole, read, again } = await finished();
    expect(whole[0].split("\n")).toHaveLength(200 - 29 + 1);
    const { code, stdout } = await again();
    expect([code, stdout]).toEqual([1, "wrote o (171 messages)\nwrote e (29 rows without a message)\n"]);
    expect(await read()).toEqual(whole);
  });

  test("cuts off what is behind the journal, and makes it again", async () => {
    const { cwd, whole, read, again } = await finished();
    // As after the first 100 rows.
    const lines = (text: string, count: number) =>
      text
        .split("\n")
        .slice(0, count)
        .map((line) => `${line}\n`)
        .join("");
    const failed = 15;
    const offset = Buffer.byteLength(lines(files["p.csv"], 101));
    await changeJournal(cwd, {
      row: 100,
      next: { line: 102, offset },
      messages: 100 - failed,
      failed,
      outBytes: Buffer.byteLength(lines(whole[0], 100 - failed)),
      errorBytes: Buffer.byteLength(lines(whole[1], failed)),
    });
    await truncate(join(cwd, "o"), Buffer.byteLength(whole[0]) - 17);
    await appendFile(join(cwd, "e"), '{"row":');
    const { code, stdout } = await again();
    expect([code, stdout]).toEqual([1, "wrote o (171 messages)\nwrote e (29 rows without a message)\n"]);
    expect(await read()).toEqual(whole);
  });

  test.each<[name: string, spoil: (cwd: string) => Promise<unknown>, message: string]>([
    ["the output is shorter than it was", (cwd) => truncate(join(cwd, "o"), 5), "`o` was cut or replaced"],
    ["so are the errors", (cwd) => rm(join(cwd, "e")), "`e` was cut or replaced"],
    ["the journal is gone", (cwd) => rm(join(cwd, "o.progress")), "there is no `o.progress`"],
    ["the journal is none", (cwd) => writeFile(join(cwd, "o.progress"), '{"run":1'), "there is no `o.progress`"],
    ["a field of it is", (cwd) => changeJournal(cwd, { next: { line: "1" } }), "there is no `o.progress`"],
    ["the recipients changed", (cwd) => utimes(join(cwd, "p.csv"), 1, 1), "are not those of that run"],
    [
      "the message changed",
      (cwd) => appendFile(join(cwd, "templates/note/email.mjml"), "<!-- x -->"),
      "are not those of that run",
    ],
  ])("is refused when %s", async (_, spoil, message) => {
    const { cwd, again, read } = await finished();
    await spoil(cwd);
    const before = await read().catch(() => undefined);
    const { code, stdout, stderr } = await again();
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error[cannot-resume]");
    expect(stderr).toContain(message);
    expect(await read().catch(() => undefined)).toEqual(before);
  });

  test("`relative` goes on to count from when the run began", async () => {
    const argv = ["bulk", "t", "--recipients", "p.csv", "--out", "o", "--resume"];
    const cwd = await scratchFolder({
      "templates/t/sms.txt": "{{relative at}}",
      "p.csv": "at\n2000-01-01T00:00:00Z\n2000-01-02T00:00:00Z\n",
    });
    await runCli(argv, { cwd });
    const [first = ""] = (await readFile(join(cwd, "o"), "utf8")).split("\n");
    const change = { row: 1, next: { line: 3, offset: 24 }, messages: 1, outBytes: Buffer.byteLength(first) + 1 };
    await changeJournal(cwd, { ...change, startedAt: Date.parse("2000-01-03T00:00:00Z") });
    expect(await runCli(argv, { cwd })).toMatchObject({ code: 0 });
    expect(objects(await readFile(join(cwd, "o"), "utf8"))[1]).toMatchObject({ row: 2, text: "yesterday" });
  });

  test("an earlier output is not written over without it", async () => {
    const { cwd, whole, read } = await finished();
    const { code, stderr } = await runCli(
      ARGV.filter((each) => each !== "--resume"),
      { cwd },
    );
    expect(code).toBe(1);
    expect(stderr).toContain("continue the run that wrote it with --resume");
    expect(await read()).toEqual(whole);
  });
});

describe("the progress bar", () => {
  const state = (rows: number, bytes: number, failed = 0) => ({ rows, bytes, failed });

  function barOn(isTTY: boolean, start = state(0, 0)) {
    const shown: string[] = [];
    let now = 0;
    const output = { isTTY, write: (text: string) => shown.push(text) };
    const bar = createProgressBar(output, { size: 1000, start, clock: () => now });
    return { bar, shown, wait: (milliseconds: number) => (now += milliseconds) };
  }

  test("shows share, rows, rate and time left, ten times a second", () => {
    const { bar, shown, wait } = barOn(true);
    bar.show(state(1, 1));
    wait(2000);
    bar.show(state(5000, 250));
    wait(50);
    bar.show(state(6000, 260));
    wait(1950);
    bar.show(state(6000, 500, 3));
    bar.clear();
    expect(shown).toEqual([
      "\r[#####...............] 25%  5,000 rows  2,500/s  6 s left\u001B[K",
      "\r[##########..........] 50%  6,000 rows  1,500/s  4 s left  3 failed\u001B[K",
      "\r\u001B[K",
    ]);
  });

  test("counts only what this run does, and fits the terminal", () => {
    const { bar, shown, wait } = barOn(true, state(1000, 500));
    wait(10_000);
    bar.show(state(1100, 501));
    expect(shown[0]).toContain("1,100 rows  10/s  1 h 23 min left");
  });

  test("is quiet anywhere else", async () => {
    const { bar, shown, wait } = barOn(false);
    wait(1000);
    bar.show(state(1, 1));
    bar.clear();
    expect(shown).toEqual([]);
  });

  test("is gone before anything else is said", async () => {
    const cwd = await scratchFolder(FILES);
    let stderr = "";
    const io = {
      stdout: { write: () => true },
      stderr: { isTTY: true, write: (text: string) => (stderr += text) },
      stdin: async () => new Uint8Array(),
      cwd,
    };
    expect(await run(["bulk", "note", "--recipients", "people.csv", "--channel", "email"], io)).toBe(0);
    expect(stderr).toBe("");
  });
});

test("waits for a reader that lags behind", async () => {
  const cwd = await scratchFolder(FILES);
  let waiting = 0;
  const stdout = {
    write: () => false,
    once: (_: "drain", listener: () => void) => {
      waiting++;
      setTimeout(listener, 1);
    },
  };
  const io = { stdout, stderr: { write: () => true }, stdin: async () => new Uint8Array(), cwd };
  expect(await run(["bulk", "note", "--recipients", "people.csv", "--channel", "sms"], io)).toBe(0);
  expect(waiting).toBe(2);
});
