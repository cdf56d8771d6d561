import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, scratchFolder } from "./run-cli.js";

const FILES = {
  "templates/reminder/sms.txt": "Hi {{first_name}}, {{event.name}} starts{{#if late}} later{{/if}}.{{~! ~}}\n",
  "templates/reminder/contract.json":
    '{"properties":{"first_name":{"type":"string"},"late":{"type":"boolean"},"event":{"type":"object","properties":{"name":{"type":"string"}}}}}',
  "templates/reminder/samples/default.json": '{"first_name":"Ana","event":{"name":"Yoga"},"late":false}',
  "templates/reminder/samples/emoji.json": '{"first_name":"Zoë’s 😀","event":{"name":"Yoga"},"late":true}',
};

const estimateOf = async (argv: readonly string[], files: Readonly<Record<string, string>> = FILES) => {
  const { code, stdout, stderr } = await runCli(["sms", ...argv, "--json"], { files });
  return { code, stderr, ...JSON.parse(stdout) };
};

describe("platen sms", () => {
  test("tells from the samples what the messages come to, and what makes them longer", async () => {
    expect(await runCli(["sms", "reminder", "--price", "0.5"], { files: FILES })).toMatchObject({
      code: 0,
      stderr: "",
      stdout: `Messages:  2
Segments:  min 1, p50 1, p95 1, max 1
Encoding:  GSM-7 1, UCS-2 1
Cost:      1 in all, 0.5 to 0.5 each
Longest:   sample \`emoji\`, 1 segment of UCS-2, 31 units
Any text:  first_name, event.name may hold characters that force UCS-2

forces UCS-2  in         from        write instead
ë U+00EB      1 message  first_name  "e"
😀 U+1F600    1 message  first_name
`,
    });
  });

  test("counts percentiles by the nearest rank", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => `${"n".repeat(index < 50 ? 10 : index < 95 ? 200 : 400)},x`);
    const files = { ...FILES, "r.csv": ["first_name,event.name", ...rows].join("\n") };
    const { segments, longest, messages } = await estimateOf(["reminder", "--recipients", "r.csv"], files);
    expect({ segments, longest, messages }).toEqual({
      messages: 100,
      segments: { min: 1, p50: 1, p95: 2, max: 3 },
      longest: { recipient: "line 97", encoding: "GSM-7", units: 414, segments: 3, charactersToCut: 108 },
    });
  });

  test("names where a character comes from: variable, template, or what a helper printed", async () => {
    const files = {
      "templates/t/sms.txt": "ж {{a}} {{upper b}} {{c}}",
      "templates/t/contract.json": '{"properties":{"a":{},"b":{},"c":{"enum":["x","ы"]}}}',
      "templates/t/samples/default.json": '{"a":"é ж ő","b":"ю","c":"x"}',
    };
    const { flips } = await estimateOf(["t"], files);
    expect(flips).toEqual([
      { character: "ж", codePoint: "U+0436", suggestion: null, inTemplate: true, messages: 1, variables: ["a"] },
      { character: "ő", codePoint: "U+0151", suggestion: "o", inTemplate: false, messages: 1, variables: ["a"] },
      { character: "Ю", codePoint: "U+042E", suggestion: null, inTemplate: false, messages: 1, variables: [] },
      { character: "ы", codePoint: "U+044B", suggestion: null, inTemplate: false, messages: 0, variables: ["c"] },
    ]);
  });

  test("a quote is to blame only where it is not replaced", async () => {
    const files = {
      ...FILES,
      "templates/reminder/samples/emoji.json": '{"first_name":"D’Arcy","event":{"name":"Yoga"}}',
    };
    expect(await estimateOf(["reminder"], files)).toMatchObject({ flips: [], encodings: { "GSM-7": 2, "UCS-2": 0 } });
    expect(await estimateOf(["reminder", "--smart", "off"], files)).toMatchObject({
      flips: [{ character: "’", variables: ["first_name"], suggestion: "'" }],
      encodings: { "GSM-7": 1, "UCS-2": 1 },
    });
  });

  test("is at fault when a message is too long, not GSM-7 under strict, or lacks a value", async () => {
    const long = { ...FILES, "r.ndjson": `{"first_name":"${"n".repeat(200)}","event":{"name":"x"}}\n` };
    expect(await estimateOf(["reminder", "--recipients", "r.ndjson", "--max-segments", "1"], long)).toMatchObject({
      code: 1,
      ok: false,
      overLimit: 1,
    });
    expect(await estimateOf(["reminder", "--smart", "strict"])).toMatchObject({
      code: 1,
      failed: 1,
      messages: 1,
      diagnostics: [{ code: "not-gsm" }],
    });
    const missing = { ...FILES, "r.csv": "first_name,event.name\nAna,\nBen,Yoga\n" };
    const { code, stdout, stderr } = await runCli(["sms", "reminder", "--recipients", "r.csv"], { files: missing });
    expect(code).toBe(1);
    expect(stdout).toContain("Messages:  1, and 1 that cannot be rendered\n");
    expect(stderr).toContain("error[missing-variable]: `event.name` has no value (line 2)\n");
  });

  test("adds up more recipients than a call takes arguments, to the cent", async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => (index % 4 === 0 ? `${"n".repeat(160)}\n` : "Ana\n"));
    const files = { "templates/hi/sms.txt": "Hi {{name}}", "r.csv": `name\n${rows.join("")}` };
    expect(await estimateOf(["hi", "--recipients", "r.csv", "--price", "0.01"], files)).toMatchObject({
      messages: 200_000,
      segments: { min: 1, p50: 1, p95: 2, max: 2 },
      cost: { min: 0.01, max: 0.02, total: 2500 },
      longest: { recipient: "line 2", units: 163 },
    });
  });

  test("estimates a message record", async () => {
    const files = {
      "m.json": '{"type":"sms","content":"<p>Hi {{name}}</p><p>Bye</p>","content_type":"html"}',
      "r.jsonl": '{"name":"Ana"}\n\n{"name":"Ben"}',
    };
    const { code, stdout } = await runCli(["sms", "--message", "m.json", "--recipients", "r.jsonl"], { files });
    expect([code, stdout]).toEqual([
      0,
      `Messages:  2
Segments:  min 1, p50 1, p95 1, max 1
Encoding:  GSM-7 2, UCS-2 0
Longest:   line 1, 1 segment of GSM-7, 11 units
Any text:  name may hold characters that force UCS-2
`,
    ]);
  });

  test.each<[name: string, content: string]>([
    ["commas and quotes", 'first_name,event.name\n"A ""x"", b",Yoga\n'],
    ["semicolons", "first_name;event.name\nA, b;Yoga\n"],
    ["a byte order mark, CR LF and line ends in cells", '\ufefffirst_name,event.name\r\n"A\r\nb",Yoga\r\n'],
    ["flags that the contract declares", "first_name,event.name,late\nA,Yoga,TRUE\n"],
    ["names of prototypes", "first_name,event.name,__proto__.x\nA,Yoga,1\n"],
  ])("reads tables with %s", async (_, content) => {
    const { code, messages, stderr } = await estimateOf(["reminder", "--recipients", "r.csv"], {
      ...FILES,
      "r.csv": content,
    });
    expect([code, messages, stderr]).toEqual([0, 1, ""]);
  });

  test.each([
    ["r.csv", "", "the table is empty"],
    ["r.csv", "first_name\n", "there are no recipients"],
    ["r.csv", "first_name,event.name\nSecret\n", "not valid CSV: this line has more or fewer cells than the first"],
    ["r.csv", 'first_name,event.name\n"Secret,x\n', "not valid CSV: a quote is never closed"],
    ["r.csv", 'first_name\n"Secret"x\n', "not valid CSV: there is something between a closing quote and the next cell"],
    ["r.csv", "first_name,first_name\na,b\n", "two columns have the name `first_name`"],
    ["r.csv", "event,event.name\na,b\n", "the column `event` cannot be a value and have parts as well"],
    ["r.csv", "a,,b\n1,2,3\n", "column 2 has no name"],
    ["r.ndjson", '{"first_name":"A"}\n["Secret"]\n', "expected a JSON object, found a list"],
    ["r.ndjson", '{"first_name":"A"}\n{"Secret":\n', "not valid JSON: expected a value, found the end"],
  ])("refuses %s %#", async (path, content, message) => {
    const { code, stdout, stderr } = await runCli(["sms", "reminder", "--recipients", path], {
      files: { ...FILES, [path]: content },
    });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("Secret");
  });

  test("wants data, an SMS, and a file that it can read", async () => {
    const { "templates/reminder/sms.txt": sms } = FILES;
    const bare = { "templates/reminder/sms.txt": sms };
    expect((await runCli(["sms", "reminder"], { files: bare })).stderr).toContain("there are no samples");
    expect((await runCli(["sms", "remindr"], { files: bare })).stderr).toContain("did you mean `reminder`?");
    expect((await runCli(["sms", "reminder", "--recipients", "r.txt"], { files: bare })).code).toBe(2);
  });
});

describe("the shipped reminder", () => {
  const render = async (first_name: string, ...argv: readonly string[]) => {
    const cwd = await scratchFolder({
      "data.json": JSON.stringify({ first_name, event: { name: "Yoga", date: "May 2", time: "6 PM" } }),
    });
    await cp(join(import.meta.dirname, "../../templates"), join(cwd, "templates"), { recursive: true });
    const line = ["render", "event-reminder", "--data", "data.json", "--part", "sms", "--json", ...argv];
    const { code, stdout, stderr } = await runCli(line, { cwd });
    return { code, stderr, json: JSON.parse(stdout) };
  };

  test("shows encoding, units, segments and parts", async () => {
    const text = "Juniper Lane: Ana, Yoga is May 2, 6 PM. STOP to opt out";
    const { code, stderr, json } = await render("Ana");
    expect([code, stderr]).toEqual([0, ""]);
    expect(json).toEqual({
      sms: expect.objectContaining({
        encoding: "GSM-7",
        units: 55,
        segments: 1,
        parts: [{ text, start: 0, end: 55, units: 55 }],
      }),
    });
  });

  test("with a curly apostrophe stays GSM-7 and says what was replaced; off names it", async () => {
    const at = "Juniper Lane: D".length;
    expect((await render("D’Arcy")).json.sms).toMatchObject({
      encoding: "GSM-7",
      replaced: [{ character: "’", codePoint: "U+2019", index: at, count: 1, replacement: "'" }],
    });
    expect((await render("D’Arcy", "--smart", "off")).json.sms).toMatchObject({
      encoding: "UCS-2",
      replaced: [],
      offenders: [{ character: "’", codePoint: "U+2019", index: at, count: 1, suggestion: "'" }],
    });
  });

  test("is refused with one problem when it is too long", async () => {
    const { code, json } = await render("Ana", "--max-segments", "1", "--smart", "strict");
    expect([code, json.sms.segments]).toEqual([0, 1]);
    const long = await render("n".repeat(200), "--max-segments", "1");
    expect(long).toMatchObject({ code: 1, json: { ok: false, diagnostics: [{ code: "too-many-segments" }] } });
  });
});
