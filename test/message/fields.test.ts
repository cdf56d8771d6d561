import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FieldName, type MessageFields, parseMessage } from "../../src/message/index.js";
import { DEPRECATED_FIELDS, FROZEN_FIELDS, ONLY_FIELDS, SYSTEM_FIELDS } from "../../src/message/record.js";
import { FIELD_NAMES } from "../../src/message/schema.js";

interface FieldCase {
  /** A value as a form sends it, as JSON has it, and as the record holds it. */
  readonly form: string;
  readonly json: unknown;
  readonly typed: unknown;
  /** Values that are refused; all fields refuse objects and lists. */
  readonly refused: readonly unknown[];
}

const ids: FieldCase = {
  form: "12",
  json: 12,
  typed: 12,
  refused: ["0", 0, "-1", -1, "1.5", 1.5, "012", " 12", "1e3", "9007199254740993", 2 ** 53, "x", true, Number.NaN],
};
const texts: FieldCase = {
  form: "x {{y}} & ü=",
  json: "x {{y}} & ü=",
  typed: "x {{y}} & ü=",
  refused: [5, false, "\uD800"],
};
const flags: FieldCase = { form: "1", json: true, typed: true, refused: ["true", "yes", 2, "2", "01", " 1"] };
const instants: FieldCase = {
  form: "2026-11-28T10:30:00+01:00",
  json: 1795858200000,
  typed: "2026-11-28T09:30:00.000Z",
  refused: ["2026-11-27", "2026-11-27T09:30:00", "soon", 1795858200, "1795858200", true],
};

/** Every field of the record. */
const CASES: Readonly<Record<FieldName, FieldCase>> = {
  id: ids,
  hash: texts,
  conversation_id: ids,
  user_id: ids,
  name: texts,
  type: { form: "email", json: "email", typed: "email", refused: ["EMAIL", "fax", 1] },
  from_email: texts,
  from_name: texts,
  subject: texts,
  template: texts,
  content: texts,
  content_type: { form: "markdown", json: "markdown", typed: "markdown", refused: ["HTML", "md", 1] },
  file_id: ids,
  duplicate_key: texts,
  incoming: flags,
  sent: flags,
  batch_id: texts,
  connection_id: ids,
  automated: flags,
  send_date: instants,
  modified_date: instants,
};

/** Section 12 of the design, and how a content is written, which the design has for files alone. */
const DESIGNED =
  "id hash conversation_id user_id name type from_email from_name subject template content file_id duplicate_key incoming sent batch_id connection_id automated send_date modified_date to_email media_type media_url thread_id";

test("the schema has the fields of the design, and content_type", () => {
  const all: string[] = [...FIELD_NAMES, ...Object.keys(DEPRECATED_FIELDS)];
  expect(all.filter((name) => name !== "content_type")).toEqual(DESIGNED.split(" "));
  expect(all).toContain("content_type");
});

describe.each(Object.entries(CASES))("%s", (name, { form, json, typed, refused }) => {
  test("from a form and from JSON", () => {
    const wanted = { ok: true, fields: { [name]: typed }, warnings: [] };
    expect(parseMessage(new URLSearchParams({ [name]: form }))).toEqual(wanted);
    expect(parseMessage(new URLSearchParams({ [name]: form }).toString())).toEqual(wanted);
    expect(parseMessage({ [name]: form })).toEqual(wanted);
    expect(parseMessage({ [name]: json })).toEqual(wanted);
    expect(parseMessage(JSON.stringify({ [name]: json }))).toEqual(wanted);
  });

  test("given empty", () => {
    for (const given of [{ [name]: "" }, { [name]: null }, `${name}=`, new URLSearchParams({ [name]: "" })]) {
      expect(parseMessage(given)).toEqual({ ok: true, fields: { [name]: null }, warnings: [] });
    }
    expect(parseMessage({ [name]: undefined })).toEqual({ ok: true, fields: {}, warnings: [] });
  });

  test.each([...refused, {}, [], [form]].map((value) => [value]))("%j is refused, once, by name", (value) => {
    const parsed = parseMessage({ [name]: value });
    if (parsed.ok) throw new Error("was accepted");
    expect(parsed.problems).toHaveLength(1);
    const [problem] = parsed.problems;
    expect(problem).toMatchObject({ code: "invalid-message", severity: "error", field: name });
    expect(problem?.message).toMatch(new RegExp(`^\`${name}\` must be `));
    if (typeof value === "string" && value.length > 4) expect(problem?.message).not.toContain(value);
  });
});

describe.each(Object.entries(DEPRECATED_FIELDS))("%s", (name, help) => {
  test("is accepted, ignored, and reported with its replacement", () => {
    for (const value of ["x", 5, {}, ["y"], true]) {
      const message = `\`${name}\` is no longer used, and ignored`;
      const warning = { code: "deprecated-field", severity: "warning", field: name, message, help };
      expect(parseMessage({ name: "n", [name]: value })).toEqual({
        ok: true,
        fields: { name: "n" },
        warnings: [warning],
      });
    }
    expect(help).toMatch(/^use `(?:conversation_id|file_id)`/);
    expect(parseMessage({ [name]: "" })).toEqual({ ok: true, fields: {}, warnings: [] });
  });
});

describe("the README's table", () => {
  const README = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const section = README.slice(README.indexOf("\n## The message record\n"));
  const rows = [
    ...section.slice(0, section.indexOf("\n## ", 1)).matchAll(/^\| (`[a-z_`, ]+`) \| (.+?) \| (.+?) \|$/gm),
  ].flatMap(([, names = "", type = "", rule = ""]) =>
    names.split(", ").map((name) => ({ name: name.replaceAll("`", ""), type, rule })),
  );
  const namesWhere = (accepts: (row: (typeof rows)[number]) => boolean) => rows.filter(accepts).map(({ name }) => name);

  test("has a row for each field of the schema, in its order, and no others", () => {
    expect(rows.map(({ name }) => name)).toEqual([...FIELD_NAMES, ...Object.keys(DEPRECATED_FIELDS)]);
  });

  test("names the types", () => {
    const types = new Map(rows.map(({ name, type }) => [name, type]));
    const typeOf = (each: FieldCase) =>
      ({ number: "id", boolean: "flag", string: each === instants ? "instant" : "string" })[
        typeof each.typed as "string"
      ];
    for (const [name, each] of Object.entries(CASES)) {
      const { form } = each;
      if (each === ids || each === texts || each === flags || each === instants)
        expect(types.get(name)).toBe(typeOf(each));
      else expect(types.get(name)).toContain(`\`${form}\``);
    }
  });

  test("says whose the fields are, and what is frozen", () => {
    expect(namesWhere(({ rule }) => rule.includes("system"))).toEqual([...SYSTEM_FIELDS]);
    expect(namesWhere(({ rule }) => rule.includes("frozen"))).toEqual([...FROZEN_FIELDS]);
    expect(namesWhere(({ rule }) => rule.includes("email only"))).toEqual([...ONLY_FIELDS.email]);
    expect(namesWhere(({ rule }) => rule.includes("text messages only"))).toEqual([...ONLY_FIELDS.sms]);
    expect(namesWhere(({ rule }) => rule.includes("deprecated"))).toEqual(Object.keys(DEPRECATED_FIELDS));
  });
});

// Types: what is parsed can be given to what takes fields.
const parsed = parseMessage("type=sms");
if (parsed.ok) parsed.fields satisfies MessageFields;
