import type { Estimate, Flip } from "./sms-estimate.js";
import { formatTable } from "./table.js";

/** More rows would hide the first ones. */
const MAX_FLIPS = 20;

/** An estimate for people. */
export function formatEstimate(
  { messages, segments, encodings, cost, overLimit, longest, flips, freeText }: Estimate,
  { failed, maxSegments }: { readonly failed: number; readonly maxSegments: number | undefined },
): string {
  const rows: (readonly [label: string, value: string])[] = [
    ["Messages:", failed === 0 ? `${messages}` : `${messages}, and ${failed} that cannot be rendered`],
    ["Segments:", `min ${segments.min}, p50 ${segments.p50}, p95 ${segments.p95}, max ${segments.max}`],
    ["Encoding:", `GSM-7 ${encodings["GSM-7"]}, UCS-2 ${encodings["UCS-2"]}`],
  ];
  if (cost !== null) rows.push(["Cost:", `${cost.total} in all, ${cost.min} to ${cost.max} each`]);
  if (overLimit > 0) rows.push(["Too long:", `${overLimit} with more than ${count(maxSegments ?? 0, "segment")}`]);
  rows.push(["Longest:", describeLongest(longest)]);
  if (freeText.length > 0) rows.push(["Any text:", `${freeText.join(", ")} may hold characters that force UCS-2`]);
  return `${formatTable(undefined, rows)}${formatFlips(flips)}`;
}

function describeLongest({ recipient, encoding, units, segments, charactersToCut }: Estimate["longest"]): string {
  const size = `${recipient}, ${count(segments, "segment")} of ${encoding}, ${count(units, "unit")}`;
  if (charactersToCut === null) return size;
  return `${size}; cut ${count(charactersToCut, "character")} for ${count(segments - 1, "segment")}`;
}

function formatFlips(flips: readonly Flip[]): string {
  if (flips.length === 0) return "";
  const rows = flips
    .slice(0, MAX_FLIPS)
    .map((flip) => [
      `${isSeen(flip.character) ? flip.character : ""} ${flip.codePoint}`.trim(),
      count(flip.messages, "message"),
      origins(flip),
      flip.suggestion === null ? "" : JSON.stringify(flip.suggestion),
    ]);
  const more = flips.length > MAX_FLIPS ? `and ${flips.length - MAX_FLIPS} more\n` : "";
  return `\n${formatTable(["forces UCS-2", "in", "from", "write instead"], rows)}${more}`;
}

function isSeen(character: string): boolean {
  return !/[\p{C}\p{Z}\p{M}]/u.test(character);
}

function origins({ variables, inTemplate }: Flip): string {
  const from = [...variables, ...(inTemplate ? ["the template"] : [])];
  return from.length === 0 ? "a helper" : from.join(", ");
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
