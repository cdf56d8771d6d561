import { parse } from "csv-parse/sync";
import { array, assert, asyncProperty, constantFrom, nat, oneof, stringMatching } from "fast-check";
import { describe, expect, test } from "vitest";
import { readCells } from "../../src/cli/csv.js";
import {
  type FilePosition,
  type FileRecord,
  MAX_RECORD,
  type RecordForm,
  splitRecords,
} from "../../src/cli/records.js";

const TABLE: RecordForm = { delimiter: ",", lineEnd: "\n" };
const LINES: RecordForm = { delimiter: undefined, lineEnd: "\n" };

/** The records of some bytes that come in pieces, cut at the given offsets. */
async function split(
  bytes: Uint8Array,
  { form = TABLE, cuts = [], start }: { form?: RecordForm; cuts?: readonly number[]; start?: FilePosition } = {},
): Promise<FileRecord[]> {
  async function* pieces() {
    let at = start?.offset ?? 0;
    for (const cut of [...cuts.filter((each) => each > at && each < bytes.length), bytes.length]) {
      yield Buffer.from(bytes.subarray(at, cut));
      at = cut;
    }
  }
  const records: FileRecord[] = [];
  for await (const batch of splitRecords(pieces(), form, start)) records.push(...batch);
  return records;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const contents = (records: readonly FileRecord[]) =>
  records.map((record) => [record.line, "text" in record ? record.text : `! ${record.problem}`]);

describe("records of a table", () => {
  test.each<[name: string, text: string, expected: [number, string][]]>([
    [
      "lines",
      "a,b\nc,d\n",
      [
        [1, "a,b"],
        [2, "c,d"],
      ],
    ],
    [
      "no line end at the end",
      "a\nb",
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "CR LF",
      'a\r\n"b"\r\n',
      [
        [1, "a"],
        [2, '"b"'],
      ],
    ],
    [
      "empty lines, which are none",
      "a\n\n\r\nb\n\n",
      [
        [1, "a"],
        [4, "b"],
      ],
    ],
    [
      "line ends and delimiters in cells",
      'a,"x\ny,\r\nz"\nb\n',
      [
        [1, 'a,"x\ny,\r\nz"'],
        [4, "b"],
      ],
    ],
    [
      "doubled quotes",
      '"a""\n""b"\n""\nc\n',
      [
        [1, '"a""\n""b"'],
        [3, '""'],
        [4, "c"],
      ],
    ],
    ["a quote closed by the end", '"a', [[1, "! not valid CSV: a quote is never closed"]]],
  ])("%s", async (_, text, expected) => {
    expect(contents(await split(bytesOf(text)))).toEqual(expected);
  });

  test.each<[name: string, text: string, expected: [number, string][]]>([
    [
      "a quote that is never closed",
      'a,"b\nc,d\ne,f\n',
      [
        [1, "! not valid CSV: a quote is never closed"],
        [2, "c,d"],
        [3, "e,f"],
      ],
    ],
    [
      "a quote that only a later cell's opening quote would close",
      'a,"b\nc,d\n"e",f\ng,h\n',
      [
        [1, "! not valid CSV: there is something between a closing quote and the next cell"],
        [2, "c,d"],
        [3, '"e",f'],
        [4, "g,h"],
      ],
    ],
    [
      "text behind a quote",
      '"a"b,c\nd,e\n',
      [
        [1, "! not valid CSV: there is something between a closing quote and the next cell"],
        [2, "d,e"],
      ],
    ],
    [
      "a quote in a cell",
      '5" nail,x\n"a\nb",c\n',
      [
        [1, "! not valid CSV: a quote in a cell that does not begin with one"],
        [2, '"a\nb",c'],
      ],
    ],
    [
      "such rows behind each other",
      '"a,1\n"b,2\n"c,3\nd,4\n',
      [
        [1, "! not valid CSV: there is something between a closing quote and the next cell"],
        [2, "! not valid CSV: there is something between a closing quote and the next cell"],
        [3, "! not valid CSV: a quote is never closed"],
        [4, "d,4"],
      ],
    ],
  ])("a bad row costs only its line: %s", async (_, text, expected) => {
    expect(contents(await split(bytesOf(text)))).toEqual(expected);
  });

  test("bytes that are not UTF-8 are a problem of their record alone", async () => {
    const bytes = Buffer.from("a,\u00e9\nb,\u00e9\nc,d\n", "utf8");
    bytes[3] = 0x28;
    expect(contents(await split(bytes))).toEqual([
      [1, "! not valid UTF-8"],
      [2, "b,\u00e9"],
      [3, "c,d"],
    ]);
  });

  test("a closing quote is looked for so far and no further", async () => {
    const far = `"${`${"x".repeat(1023)}\n`.repeat(MAX_RECORD / 1024)}"\nb\n`;
    const [first, second] = await split(bytesOf(far));
    expect(first).toMatchObject({ line: 1, problem: "not valid CSV: a quote is never closed" });
    expect(second).toMatchObject({ line: 2, text: "x".repeat(1023) });
  });
});

test.each([[TABLE], [LINES]])("a line without end is not kept, and is one record %#", async (form) => {
  const long = Buffer.concat([bytesOf("a\n"), Buffer.alloc(3 * MAX_RECORD, '"x'), bytesOf('"\nb\n')]);
  const cuts = Array.from({ length: 200 }, (_, index) => index * 65536);
  const problem = { line: 2, problem: `longer than ${MAX_RECORD} bytes`, next: { line: 3, offset: long.length - 2 } };
  expect(await split(long, { form, cuts })).toMatchObject([{ line: 1, text: "a" }, problem, { line: 3, text: "b" }]);
  const unended = long.subarray(0, -3);
  expect((await split(unended, { form, cuts })).slice(1)).toEqual([
    { ...problem, next: { line: 3, offset: unended.length } },
  ]);
});

const cell = oneof(
  stringMatching(/^[a-z é😀]{0,4}$/u),
  stringMatching(/^[",\n\r a]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const lineEnd = constantFrom("\n", "\r\n");
const rows = array(
  array(cell, { minLength: 2, maxLength: 3 }).map((cells) => cells.join(",")),
  { maxLength: 8 },
);
/** Bytes of quotes, delimiters, line ends and halves of characters. */
const anything = array(constantFrom(0x22, 0x22, 0x2c, 0x0a, 0x0a, 0x0d, 0x61, 0xc3, 0xa9), { maxLength: 60 }).map(
  (bytes) => Uint8Array.from(bytes),
);
const someCuts = array(nat(60), { maxLength: 20 }).map((all) => all.toSorted((a, b) => a - b));

describe("for all tables", () => {
  test("their cells are those that csv-parse reads by itself", async () => {
    await assert(
      asyncProperty(rows, lineEnd, someCuts, async (records, end, cuts) => {
        const text = records.map((each) => each + end).join("");
        const found = await split(bytesOf(text), { cuts });
        const texts = found.map((each) => ("text" in each ? each.text : "a problem"));
        const expected = parse(text, { record_delimiter: end, relax_column_count: true });
        expect(readCells(texts, TABLE)).toEqual(expected);
      }),
    );
  });

  test("records do not depend on the pieces that the file comes in", async () => {
    await assert(
      asyncProperty(anything, someCuts, constantFrom(TABLE, LINES), async (bytes, cuts, form) => {
        expect(await split(bytes, { form, cuts })).toEqual(await split(bytes, { form }));
      }),
    );
  });

  test("reading goes on behind any record as if it had not stopped", async () => {
    await assert(
      asyncProperty(anything, constantFrom(TABLE, LINES), async (bytes, form) => {
        const all = await split(bytes, { form });
        for (const [index, { next }] of all.entries()) {
          expect(await split(bytes, { form, start: next })).toEqual(all.slice(index + 1));
        }
      }),
    );
  });

  test("no line is lost: each with anything in it belongs to a record", async () => {
    await assert(
      asyncProperty(anything, async (bytes) => {
        const records = await split(bytes);
        const lines = Buffer.from(bytes).toString("latin1").split("\n");
        const owned = new Set(
          records.flatMap(({ line, next }) => Array.from({ length: next.line - line }, (_, index) => line + index)),
        );
        for (const [index, text] of lines.entries()) {
          if (/[^\r]/.test(text)) expect(owned).toContain(index + 1);
        }
      }),
    );
  });
});
