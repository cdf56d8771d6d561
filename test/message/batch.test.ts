import { describe, expect, test } from "vitest";
import { batchId, batchWindow, dueMessages, filterDuplicates, type Message } from "../../src/message/index.js";
import { deepFreeze } from "./deep-freeze.js";

const AT = "2026-11-28T09:30:00.000Z";

/** A stored text message that is to be sent. */
function sms(id: number, fields: Partial<Message> = {}): Message {
  const message = {
    id,
    hash: `h${id}`,
    conversation_id: 1,
    type: "sms",
    incoming: false,
    sent: false,
    automated: false,
  };
  return deepFreeze({ ...message, send_date: AT, modified_date: AT, ...fields } as Message);
}

/** The same as a draft. */
function draft(id: number, fields: Partial<Message> = {}): Message {
  const { send_date: _, ...message } = sms(id, fields);
  return deepFreeze(message as Message);
}

const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

describe("batchWindow", () => {
  test.each([
    ["2026-11-28T09:30:00.000Z", "20261128T093000Z", "2026-11-28T09:30:00.000Z", "2026-11-28T09:30:30.000Z"],
    ["2026-11-28T09:30:29.999Z", "20261128T093000Z", "2026-11-28T09:30:00.000Z", "2026-11-28T09:30:30.000Z"],
    ["2026-11-28T09:30:30.000Z", "20261128T093030Z", "2026-11-28T09:30:30.000Z", "2026-11-28T09:31:00.000Z"],
    ["2026-12-31T23:59:59.999Z", "20261231T235930Z", "2026-12-31T23:59:30.000Z", "2027-01-01T00:00:00.000Z"],
    ["1969-12-31T23:59:59.999Z", "19691231T235930Z", "1969-12-31T23:59:30.000Z", "1970-01-01T00:00:00.000Z"],
  ])("of %s", (date, id, start, end) => {
    expect(batchWindow(new Date(date))).toEqual({ id, start, end });
    expect(batchWindow(Date.parse(date))).toEqual({ id, start, end });
  });

  test("of no time", () => {
    expect(() => batchWindow(Number.NaN)).toThrow(RangeError);
    expect(() => batchWindow(new Date(Number.NaN))).toThrow(RangeError);
  });

  test("does not depend on the time zone of the machine", () => {
    const zone = process.env["TZ"];
    const ids = ["UTC", "Asia/Kathmandu", "America/St_Johns"].map((name) => {
      process.env["TZ"] = name;
      return batchId(sms(1));
    });
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    expect(ids).toEqual(["20261128T093000Z", "20261128T093000Z", "20261128T093000Z"]);
  });
});

test("batchId: a draft and an incoming message have none", () => {
  expect(batchId(sms(1))).toBe("20261128T093000Z");
  expect(batchId(draft(1))).toBeUndefined();
  expect(batchId(sms(1, { incoming: true }))).toBeUndefined();
});

describe("dueMessages", () => {
  const second = (count: number) => new Date(Date.parse(AT) + count * 1000).toISOString();
  const messages = deepFreeze([
    sms(5, { send_date: second(1) }),
    sms(9),
    sms(2, { send_date: second(2) }),
    draft(3),
    sms(4, { sent: true }),
    sms(6, { incoming: true }),
    sms(1),
  ]);

  test.each([
    [-1, []],
    [0, [1, 9]],
    [1, [1, 9, 5]],
    [100, [1, 9, 5, 2]],
  ])("%d seconds on", (count, ids) => {
    const now = Date.parse(second(count));
    expect(idsOf(dueMessages(messages, now))).toEqual(ids);
    expect(idsOf(dueMessages(messages.toReversed(), new Date(now)))).toEqual(ids);
  });

  test("a millisecond before the time it is not", () => {
    expect(dueMessages([sms(1)], Date.parse(AT) - 1)).toEqual([]);
  });

  test("at no time", () => {
    expect(() => dueMessages([], Number.NaN)).toThrow(RangeError);
  });
});

describe("filterDuplicates", () => {
  const later = { send_date: "2026-11-28T09:31:00.000Z" };
  test.each([
    ["without key all stay", [sms(1), sms(2)], [1, 2]],
    ["one key, one recipient", [sms(2, { duplicate_key: "k" }), sms(1, { duplicate_key: "k" })], [1]],
    [
      "one key, two recipients",
      [sms(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "k", conversation_id: 2 })],
      [1, 2],
    ],
    ["two keys, one recipient", [sms(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "l" })], [1, 2]],
    ["the earlier stays", [sms(1, { duplicate_key: "k", ...later }), sms(2, { duplicate_key: "k" })], [2]],
    ["a draft goes", [draft(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "k", ...later })], [2]],
    [
      "the one that was sent stays",
      [sms(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "k", sent: true, ...later })],
      [2],
    ],
    [
      "incoming ones are no duplicates",
      [sms(1, { duplicate_key: "k", incoming: true }), sms(2, { duplicate_key: "k" })],
      [1, 2],
    ],
    ["the order stays", [sms(9), sms(3, { duplicate_key: "k" }), sms(1)], [9, 3, 1]],
  ])("%s", (_, messages, ids) => {
    expect(idsOf(filterDuplicates(deepFreeze(messages)))).toEqual(ids);
  });

  test("the same message twice is a duplicate of itself", () => {
    const message = sms(1, { duplicate_key: "k" });
    expect(filterDuplicates([message, message])).toEqual([message]);
  });

  test("keys and recipients are not joined by accident", () => {
    const messages = [sms(1, { duplicate_key: "a" }), sms(2, { duplicate_key: 'a",1' })];
    expect(filterDuplicates(messages, { recipientOf: ({ id }) => (id === 1 ? '1","x' : "x") })).toHaveLength(2);
  });

  test("recipients may be known better than by their conversation", () => {
    const messages = [sms(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "k", conversation_id: 2 })];
    expect(idsOf(filterDuplicates(messages, { recipientOf: () => "Ana" }))).toEqual([1]);
  });

  test("what was sent keeps its duplicates from being due", () => {
    const messages = [sms(1, { duplicate_key: "k" }), sms(2, { duplicate_key: "k", sent: true })];
    expect(dueMessages(filterDuplicates(messages), Date.parse(AT))).toEqual([]);
    expect(idsOf(dueMessages(messages, Date.parse(AT)))).toEqual([1]);
  });
});
