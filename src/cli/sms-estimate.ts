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

/** Adds up what texts cost; of the texts themselves it keeps the longest. */
export interface Estimator {
  add(text: SmsText): void;
  /** Undefined without any text. */
  estimate(): Estimate | undefined;
}

export function createEstimator(subject: EstimateSubject): Estimator {
  const { maxSegments = Number.POSITIVE_INFINITY, alphabet } = subject.options;
  /** How many messages have how many segments. */
  const counts = new Map<number, number>();
  /** How many messages cost how much. */
  const costs = new Map<number, number>();
  const encodings = { "GSM-7": 0, "UCS-2": 0 };
  const flips = createFlips(subject);
  let longest: SmsText | undefined;
  return {
    add(text) {
      count(counts, text.segments);
      if (text.encoding !== null) encodings[text.encoding]++;
      if (longest === undefined || isLonger(text, longest)) longest = text;
      if (text.cost !== null) count(costs, text.cost);
      flips.add(text);
    },
    estimate() {
      if (longest === undefined) return undefined;
      const sorted = [...counts].toSorted(([a], [b]) => a - b);
      const { recipient, encoding, units, segments, text } = longest;
      return {
        messages: sum(sorted.map(([, messages]) => messages)),
        segments: spreadOf(sorted),
        encodings: { ...encodings },
        cost: costs.size === 0 ? null : costOf(costs),
        overLimit: sum(sorted.filter(([number]) => number > maxSegments).map(([, messages]) => messages)),
        longest: {
          recipient,
          encoding,
          units,
          segments,
          charactersToCut: segments > 1 ? charactersToCut(text, segments - 1, alphabet) : null,
        },
        flips: flips.list(),
        freeText: [...leavesOf(subject.contract, [])]
          .filter(({ variable }) => isFreeText(variable))
          .map(({ path }) => path),
      };
    },
  };
}

function isLonger(a: SmsText, b: SmsText): boolean {
  return a.segments > b.segments || (a.segments === b.segments && a.units > b.units);
}

function count(counts: Map<number, number>, number: number): void {
  counts.set(number, (counts.get(number) ?? 0) + 1);
}

function costOf(costs: ReadonlyMap<number, number>): NonNullable<Estimate["cost"]> {
  const [min, max] = [Math.min(...costs.keys()), Math.max(...costs.keys())];
  const total = sum([...costs].map(([cost, messages]) => cost * messages));
  // Without the digits that floating-point numbers add.
  return { min, max, total: Number(total.toPrecision(12)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** @param sorted Numbers of segments, and how many messages have them. */
function spreadOf(sorted: readonly (readonly [segments: number, messages: number])[]): Spread {
  const all = sum(sorted.map(([, messages]) => messages));
  const max = sorted.at(-1)?.[0] ?? 0;
  return { min: sorted[0]?.[0] ?? 0, p50: rank(0.5), p95: rank(0.95), max };

  /** The smallest number that at least such a share of all messages does not exceed. */
  function rank(share: number): number {
    let rest = Math.ceil(all * share);
    for (const [segments, messages] of sorted) {
      rest -= messages;
      if (rest <= 0) return segments;
    }
    return max;
  }
}

interface GrowingFlip extends Omit<Flip, "variables"> {
  messages: number;
  readonly variables: Set<string>;
}

function createFlips({ contract, strings, options }: EstimateSubject) {
  const leaves = [...leavesOf(contract, [])];
  const known = new Set(leaves.map(({ path }) => path));
  const found = new Map<string, GrowingFlip>();
  /** What is known of characters: undefined for those that force nothing. */
  const judged = new Map<string, GrowingFlip | undefined>();

  function flipOf({ character, codePoint, suggestion }: Offender): GrowingFlip {
    const inTemplate = strings.some((text) => text.normalize("NFC").includes(character));
    const flip = found.get(character) ?? {
      character,
      codePoint,
      suggestion,
      inTemplate,
      messages: 0,
      variables: new Set(),
    };
    found.set(character, flip);
    return flip;
  }

  function judge(offender: Offender): GrowingFlip | undefined {
    const { character } = offender;
    if (!judged.has(character)) judged.set(character, forcesUcs(character, options) ? flipOf(offender) : undefined);
    return judged.get(character);
  }

  return {
    add({ values, offenders }: SmsText): void {
      for (const offender of offenders) {
        const flip = judge(offender);
        if (flip === undefined) continue;
        flip.messages++;
        for (const path of pathsWith(offender.character, values)) if (known.has(path)) flip.variables.add(path);
      }
    },
    /** With characters that are only among the values which the contract lists. */
    list(): readonly Flip[] {
      for (const { path, variable } of leaves) {
        for (const value of variable.declared?.enum ?? []) {
          for (const offender of offendersOf(String(value), options)) flipOf(offender).variables.add(path);
        }
      }
      return [...found.values()]
        .toSorted((a, b) => b.messages - a.messages)
        .map((flip) => ({ ...flip, variables: [...flip.variables] }));
    },
  };
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
