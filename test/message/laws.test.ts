import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  batchId,
  batchWindow,
  createMessage,
  dueMessages,
  filterDuplicates,
  type Message,
  markSent,
  parseMessage,
  updateMessage,
} from "../../src/message/index.js";
import { FIELD_NAMES } from "../../src/message/schema.js";
import { deepFreeze } from "./deep-freeze.js";

/** Nothing is compiled here: the laws are about the record. */
const renderer = {
  compileSafe: async () => ({ ok: true, message: { warnings: [] } }),
} as unknown as Parameters<typeof createMessage>[1]["renderer"];

const FIRST = Date.UTC(1980, 0);
const LAST = Date.UTC(2100, 0);
const RUNS = { numRuns: 300 };

const time = fc.integer({ min: FIRST, max: LAST });
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }),
  fc.constantFrom("a=b&c", "+", "%20", "{{first_name}}", " ", "null", "0", "\r\n", "ü€😀", "\0", "[]", "\u2028"),
);
const option = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Fields of a message to create, without those of the system. */
const common = {
  conversation_id: id,
  user_id: option(id),
  name: option(text),
  content: option(text),
  file_id: option(id),
  duplicate_key: option(fc.constantFrom("a", "b")),
  incoming: option(fc.boolean()),
  automated: option(fc.boolean()),
  send_date: option(time.map((at) => new Date(at).toISOString())),
};
const fields = fc
  .oneof(
    fc.record({
      ...common,
      type: fc.constant("email"),
      from_email: option(text),
      from_name: option(text),
      subject: option(text),
      template: option(text),
      content_type: option(fc.constantFrom("html", "markdown", "text", "mjml")),
    }),
    fc.record({
      ...common,
      type: fc.constant("sms"),
      connection_id: option(id),
      content_type: option(fc.constantFrom("html", "text")),
    }),
  )
  .map(deepFreeze);
const record = fc.record({ fields, id, now: time });

async function made({ fields, id, now }: { fields: object; id: number; now: number }): Promise<Message> {
  const result = await createMessage(fields, { renderer, now, id, hash: `h${id}` });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return deepFreeze(result.message);
}

/** As a browser encodes a form: flags are 0 and 1. */
function formOf(message: object): URLSearchParams {
  const pairs = Object.entries(message).filter(([, value]) => value !== undefined);
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, `${typeof value === "boolean" ? Number(value) : value}`]),
  );
}

function parsed(input: unknown): object {
  const result = parseMessage(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.fields;
}

describe("round trips", () => {
  test("form -> record -> JSON -> record is exact, in values and order", async () => {
    await fc.assert(
      fc.asyncProperty(record, async (given) => {
        const message = await made(given);
        const json = JSON.stringify(message);
        for (const form of [formOf(message), formOf(message).toString(), Object.fromEntries(formOf(message))]) {
          const fromForm = parsed(form);
          expect(fromForm).toStrictEqual(message);
          expect(JSON.stringify(fromForm)).toBe(json);
          expect(parsed(JSON.stringify(fromForm))).toStrictEqual(message);
        }
        expect(parsed(JSON.parse(json))).toStrictEqual(message);
        expect(structuredClone(message)).toStrictEqual(message);
      }),
      RUNS,
    );
  });

  test("what was typed stays as it is: parsing twice is parsing once", () => {
    const wire = fc.oneof(
      text,
      fc.constantFrom("", "0", "1", "12", "email", "sms", "html", null),
      id,
      fc.boolean(),
      time.map((at) => new Date(at)),
    );
    const anything = fc.dictionary(fc.constantFrom(...FIELD_NAMES, "to_email", "thread_id"), wire);
    let accepted = 0;
    fc.assert(
      fc.property(anything, (given) => {
        const once = parseMessage(deepFreeze(given));
        if (!once.ok) {
          for (const { field } of once.problems) expect(Object.keys(given)).toContain(field);
          return;
        }
        accepted++;
        const twice = parseMessage(deepFreeze(once.fields));
        expect(twice).toStrictEqual({ ok: true, fields: once.fields, warnings: [] });
      }),
      RUNS,
    );
    expect(accepted).toBeGreaterThan(20);
  });

  test("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        expect(parseMessage(given)).toHaveProperty("ok");
      }),
      RUNS,
    );
  });
});

describe("create and update", () => {
  test("the same arguments give the same, and a second update changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(record, fields, time, async (given, changes, now) => {
        const message = await made(given);
        expect(await made(given)).toStrictEqual(message);
        const { type: _, ...rest } = changes;
        const change = deepFreeze({ hash: message.hash, ...rest });
        const result = await updateMessage(message, change, { renderer, now });
        if (!result.ok) return;
        expect(await updateMessage(message, change, { renderer, now })).toStrictEqual(result);
        // The record that came out is one that can be given again whole.
        const again = await updateMessage(deepFreeze(result.message), result.message, { renderer, now: now + 1 });
        expect(again).toMatchObject({ ok: true, message: result.message });
        if (result.message !== message) expect(result.message.modified_date).toBe(new Date(now).toISOString());
      }),
      RUNS,
    );
  });

  test("a new message is never put into a window that is over", async () => {
    await fc.assert(
      fc.asyncProperty(record, async (given) => {
        const { batch_id } = await made(given);
        if (batch_id !== undefined) expect(batch_id >= batchWindow(given.now).id).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("batches", () => {
  /** Messages close enough in time, key and recipient to meet. */
  const messages = fc
    .uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 50 }),
        conversation_id: fc.integer({ min: 1, max: 3 }),
        duplicate_key: option(fc.constantFrom("a", "b")),
        send_date: option(fc.integer({ min: 0, max: 120_000 }).map((after) => new Date(FIRST + after).toISOString())),
        sent: fc.boolean(),
        incoming: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 20 },
    )
    .map((all) => deepFreeze(all.map((each) => JSON.parse(JSON.stringify(each)) as Message)));
  const shuffled = messages.chain((all) =>
    fc.record({ all: fc.constant(all), other: fc.shuffledSubarray(all, { minLength: all.length }).map(deepFreeze) }),
  );
  const sorted = (all: readonly Message[]) => all.map(({ id }) => id).toSorted((a, b) => a - b);

  test("an instant lies in its window, and only in that", () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 29_999 }), (at, after) => {
        const { id, start, end } = batchWindow(at);
        expect(Date.parse(start)).toBeLessThanOrEqual(at);
        expect(Date.parse(end)).toBeGreaterThan(at);
        expect(Date.parse(end) - Date.parse(start)).toBe(30_000);
        expect(batchWindow(Date.parse(start) + after).id).toBe(id);
        expect(batchWindow(Date.parse(end)).id > id).toBe(true);
      }),
      RUNS,
    );
  });

  test("ids, what is due and what stays do not depend on the order of the messages", () => {
    fc.assert(
      fc.property(shuffled, fc.integer({ min: FIRST - 1, max: FIRST + 120_000 }), ({ all, other }, now) => {
        const batches = (list: readonly Message[]) => new Map(list.map((each) => [each.id, batchId(each)]));
        for (const [id, batch] of batches(all)) expect(batches(other).get(id)).toBe(batch);
        expect(dueMessages(all, now)).toStrictEqual(dueMessages(other, now));
        expect(sorted(filterDuplicates(all))).toStrictEqual(sorted(filterDuplicates(other)));
      }),
      RUNS,
    );
  });

  test("no recipient gets one key twice, nothing is lost, and filtering twice is filtering once", () => {
    fc.assert(
      fc.property(messages, (all) => {
        const kept = filterDuplicates(all);
        const keyOf = (each: Message) => JSON.stringify([each.duplicate_key, each.conversation_id]);
        const keyed = (list: readonly Message[]) =>
          list.filter(({ duplicate_key, incoming }) => duplicate_key !== undefined && !incoming).map(keyOf);
        expect(new Set(keyed(kept)).size).toBe(keyed(kept).length);
        expect(new Set(keyed(kept))).toStrictEqual(new Set(keyed(all)));
        expect(filterDuplicates(deepFreeze(kept))).toStrictEqual(kept);
      }),
      RUNS,
    );
  });

  test("what was marked sent is due no more", () => {
    fc.assert(
      fc.property(messages, time, (all, now) => {
        const due = dueMessages(all, now);
        expect(
          dueMessages(
            due.map((each) => markSent(each, now)),
            now,
          ),
        ).toStrictEqual([]);
      }),
      RUNS,
    );
  });
});

describe("the laws would notice", () => {
  test("a loss in a round trip", async () => {
    const message = await made({ fields: { type: "sms", conversation_id: 1, automated: true }, id: 1, now: FIRST });
    const form = formOf(message);
    form.set("automated", "0");
    expect(parsed(form)).not.toStrictEqual(message);
  });

  test("an id that depends on what came before", () => {
    const numbered = (list: readonly string[]) => new Map(list.map((each, index) => [each, index]));
    expect(numbered(["a", "b"])).not.toStrictEqual(numbered(["b", "a"]));
  });

  test("a write into what is given", () => {
    const given = deepFreeze({ inner: { name: "n" } });
    expect(() => Object.assign(given.inner, { name: "m" })).toThrow(TypeError);
  });
});
