import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CATALOG } from "../src/diagnostics/catalog.js";
import { formatFindings, readRequest, readVariables, renderFixture } from "./fixture.js";

/** One folder is one case; `npm run test:update` writes the expected files anew. */
const FIXTURES = join(import.meta.dirname, "fixtures");

function cases(kind: string): { name: string; folder: string }[] {
  return readdirSync(join(FIXTURES, kind)).map((name) => ({ name, folder: join(FIXTURES, kind, name) }));
}

describe("render", () => {
  test.each(cases("render"))("$name", async ({ folder }) => {
    const message = await renderFixture(folder, readRequest(folder), readVariables(folder));
    if (message.channel !== "email") throw new Error("not an email");
    await expect(message.subject).toMatchFileSnapshot(join(folder, "subject.txt"));
    await expect(message.html).toMatchFileSnapshot(join(folder, "body.html"));
    await expect(message.text).toMatchFileSnapshot(join(folder, "body.txt"));
  });
});

describe("sms", () => {
  test.each(cases("sms"))("$name", async ({ folder }) => {
    const content = readFileSync(join(folder, "sms.txt"), "utf8");
    const message = await renderFixture(folder, { type: "sms", content }, readVariables(folder));
    if (message.channel !== "sms") throw new Error("not an SMS");
    const { encoding, units, segments } = message;
    await expect(message.text).toMatchFileSnapshot(join(folder, "body.txt"));
    await expect(`${JSON.stringify({ encoding, units, segments })}\n`).toMatchFileSnapshot(
      join(folder, "segments.json"),
    );
  });
});

describe("diagnostics", () => {
  test.each(cases("diagnostics"))("$name", async ({ name, folder }) => {
    const findings = await formatFindings(folder, readRequest(folder), readVariables(folder));
    expect(findings).toContain(`[${name.split(".", 1)[0]}]`);
    await expect(findings).toMatchFileSnapshot(join(folder, "expected.txt"));
  });

  /** Codes of the command line, of artifacts, of the caller's helpers and of mistakes of ours have their cases in tests of their own. */
  const elsewhere = [
    "ambiguous-name",
    "compile-stopped",
    "internal-error",
    "helper-failed",
    "polluted-prototype",
    "invalid-artifact",
    "unsupported-artifact",
    "invalid-data",
    "invalid-message",
    "deprecated-field",
    "unknown-sample",
    "unknown-part",
    "cannot-resume",
    "undeliverable",
    "unreadable-file",
    "unwritable-file",
  ];

  test("every code has a fixture", () => {
    const covered = new Set(cases("diagnostics").map(({ name }) => name.split(".", 1)[0] ?? ""));
    expect([...covered, ...elsewhere].toSorted()).toEqual(Object.keys(CATALOG).toSorted());
  });
});
