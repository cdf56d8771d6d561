import { type Contract, ITEM, showPath, type Variable } from "../analyze/contract.js";
import { charactersToCut, createSms, type Offender, type SmsOptions } from "../sms/index.js";

/** One rendered text, and what it was made of. */
export interface SmsText {
  readonly recipient: string;
  readonly values: unknown;
  readonly text: string;
  readonly encoding: "GSM-7" | "UCS-2" | null;
  readonly units: number;
  readonly segments: number;
  readonly offenders: readonly Offender[];
  readonly cost: number | null;
}

/** What sending costs, in numbers and characters; of the texts themselves it holds nothing more. */
export interface Estimate {
  readonly messages: number;
  readonly segments: Spread;
  readonly encodings: { readonly "GSM-7": number; readonly "UCS-2": number };
  readonly cost: { readonly min: number; readonly max: number; readonly total: number } | null;
  /** Messages with more segments than are allowed. */
  readonly overLimit: number;
  /** The longest message, and how much shorter it has to be for one segment fewer. */
  readonly longest: {
    readonly recipient: string;
    readonly encoding: SmsText["encoding"];
    readonly units: number;
    readonly segments: number;
    readonly charactersToCut: number | null;
  };
  /** Characters that force UCS-2, the most frequent ones first. */
  readonly flips: readonly Flip[];
  /** Variables that may be any text, with any character in it. */
  readonly freeText: readonly string[];
}

export interface Spread {
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface Flip {
  readonly character: string;
  readonly codePoint: string;
  /** Messages with it; 0 for one that is only among the values which the contract lists. */
  readonly messages: number;
  readonly variables: readonly string[];
  /** Whether the template itself has it. */
  readonly inTemplate: boolean;
  readonly suggestion: string | null;
}

/** What an estimate is about, besides the texts. */
export interface EstimateSubject {
  readonly contract: Contract;
  /** Static texts of the template. */
  readonly strings: readonly string[];
  readonly options: SmsOptions;
}

/** @param texts At least one. */
export function estimateSms(texts: readonly SmsText[], subject: EstimateSubject): Estimate {
  const { maxSegments, alphabet } = subject.options;
  const counts = texts.map(({ segments }) => segments).toSorted((a, b) => a - b);
  const longest = texts.reduce((most, text) => (isLonger(text, most) ? text : most));
  const costs = texts.flatMap(({ cost }) => cost ?? []);
  return {
    messages: texts.length,
    segments: { min: counts[0] ?? 0, p50: rank(counts, 0.5), p95: rank(counts, 0.95), max: counts.at(-1) ?? 0 },
    encodings: {
      "GSM-7": texts.filter(({ encoding }) => encoding === "GSM-7").length,
      "UCS-2": texts.filter(({ encoding }) => encoding === "UCS-2").length,
    },
    cost: costs.length === 0 ? null : { min: Math.min(...costs), max: Math.max(...costs), total: sum(costs) },
    overLimit: maxSegments === undefined ? 0 : counts.filter((count) => count > maxSegments).length,
    longest: {
      recipient: longest.recipient,
      encoding: longest.encoding,
      units: longest.units,
      segments: longest.segments,
      charactersToCut: longest.segments > 1 ? charactersToCut(longest.text, longest.segments - 1, alphabet) : null,
    },
    flips: findFlips(texts, subject),
    freeText: [...leavesOf(subject.contract, [])]
      .filter(({ variable }) => isFreeText(variable))
      .map(({ path }) => path),
  };
}

function isLonger(a: SmsText, b: SmsText): boolean {
  return a.segments > b.segments || (a.segments === b.segments && a.units > b.units);
}

/** The smallest of the sorted numbers that at least such a share of them does not exceed. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Without the digits that floating-point numbers add. */
function sum(costs: readonly number[]): number {
  return Number(costs.reduce((total, cost) => total + cost, 0).toPrecision(12));
}

interface GrowingFlip extends Omit<Flip, "variables"> {
  messages: number;
  readonly variables: Set<string>;
}

function findFlips(texts: readonly SmsText[], { contract, strings, options }: EstimateSubject): readonly Flip[] {
  const leaves = [...leavesOf(contract, [])];
  const known = new Set(leaves.map(({ path }) => path));
  const flips = new Map<string, GrowingFlip>();
  const flipOf = ({ character, codePoint, suggestion }: Offender): GrowingFlip => {
    const inTemplate = strings.some((text) => text.normalize("NFC").includes(character));
    const found = flips.get(character) ?? {
      character,
      codePoint,
      suggestion,
      inTemplate,
      messages: 0,
      variables: new Set(),
    };
    flips.set(character, found);
    return found;
  };
  for (const { values, offenders } of texts) {
    for (const offender of offenders.filter(({ character }) => forcesUcs(character, options))) {
      const flip = flipOf(offender);
      flip.messages++;
      for (const path of pathsWith(offender.character, values)) if (known.has(path)) flip.variables.add(path);
    }
  }
  for (const { path, variable } of leaves) {
    for (const value of variable.declared?.enum ?? []) {
      for (const offender of offendersOf(String(value), options)) flipOf(offender).variables.add(path);
    }
  }
  return [...flips.values()]
    .toSorted((a, b) => b.messages - a.messages)
    .map((flip) => ({ ...flip, variables: [...flip.variables] }));
}

/** Whether a character does so by itself: one that smart substitution replaces is only there because of others. */
function forcesUcs(character: string, options: SmsOptions): boolean {
  return offendersOf(character, options).length > 0;
}

function offendersOf(text: string, { alphabet = "gsm", smart }: SmsOptions): readonly Offender[] {
  const finish = createSms({ alphabet, smart: smart === "off" ? "off" : "smart" });
  return [...text].flatMap((character) => finish(character).message.offenders);
}

/** Paths of the texts in some data that have a character. */
function* pathsWith(character: string, value: unknown, path: readonly string[] = []): Generator<string> {
  if (typeof value === "string") {
    if (value.normalize("NFC").includes(character)) yield showPath(path);
  } else if (Array.isArray(value)) {
    for (const item of value) yield* pathsWith(character, item, [...path, ITEM]);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, property] of Object.entries(value)) yield* pathsWith(character, property, [...path, name]);
  }
}

interface Leaf {
  readonly path: string;
  readonly variable: Variable;
}

/** Variables that are printed, not only led through. */
function* leavesOf(variable: Variable, path: readonly string[]): Generator<Leaf> {
  const isLeaf = variable.properties.size === 0 && variable.items === undefined;
  if (isLeaf && path.length > 0) yield { path: showPath(path), variable };
  for (const [name, property] of variable.properties) yield* leavesOf(property, [...path, name]);
  if (variable.items !== undefined) yield* leavesOf(variable.items, [...path, ITEM]);
}

function isFreeText({ types, declared }: Variable): boolean {
  if (declared?.enum !== undefined || declared?.format !== undefined) return false;
  return types.length === 0 || types.includes("string");
}
