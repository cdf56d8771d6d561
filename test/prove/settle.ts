import type { EmailRequest } from "../../src/index.js";
import { type Construct, expected } from "./constructs.js";
import type { Word, Words } from "./words.js";
import { CONTRACT } from "./world.js";

/** A generated template: its files and request, what it is made of, and where it is to be refused. */
export interface Template {
  readonly files: Readonly<Record<string, string>>;
  readonly request: EmailRequest;
  readonly constructs: ReadonlySet<Construct>;
  readonly refusals: readonly Refusal[];
}

/** A diagnostic that has to come, about exactly this stretch of the file. */
export interface Refusal {
  readonly construct: Construct;
  /** One of these. */
  readonly codes: readonly string[];
  /** Whether it may be missing, too. */
  readonly optional: boolean;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

interface Planted {
  readonly construct: Construct;
  readonly file: string;
  readonly start: number;
  end: number;
}

const THEME = '{ "brand": "B & <c>", "home": "https://home.example" }';

/** Prints words as the files of a template, and finds out what is expected of them. */
export function settle(files: Readonly<Record<string, Words>>, content?: Words): Template {
  const printed: Record<string, string> = { "theme.json": THEME, "t/contract.json": CONTRACT };
  const constructs = new Set<Construct>();
  const planted: Planted[] = [];
  let partials = 0;
  for (const [file, words] of Object.entries(files)) print(file, words);
  if (content !== undefined) print("content", content);
  const { content: given, ...sources } = printed;
  return {
    files: sources,
    request: { type: "email", template: "t", ...(given === undefined ? {} : { content: given }) },
    constructs,
    refusals: planted.flatMap((place) => refusalAt(place, constructs)),
  };

  /** Two texts beside each other are one. */
  function plant(place: Planted): void {
    const last = planted.at(-1);
    const goesOn = last?.file === place.file && last.end === place.start && last.construct === place.construct;
    if (goesOn && place.construct === "text between components") last.end = place.end;
    else planted.push(place);
  }

  function print(file: string, words: Words): void {
    let text = "";
    for (const word of words) add(word);
    printed[file] = text;

    function add(word: Word): void {
      if (typeof word === "string") {
        text += word;
      } else if ("partial" in word) {
        const name = `p${++partials}`;
        text += word.call.open(name);
        print(`partials/${name}.mjml`, word.partial);
        if (word.call.block === undefined) return;
        for (const inner of word.call.block) add(inner);
        text += `{{/${name}}}`;
      } else {
        constructs.add(word.construct);
        if (!("text" in word)) return;
        plant({ construct: word.construct, file, start: text.length, end: text.length + word.text.length });
        text += word.text;
      }
    }
  }
}

function refusalAt(place: Planted, constructs: ReadonlySet<string>): readonly Refusal[] {
  const outcome = expected(place.construct);
  if (outcome === "equal") return [];
  if ("eitherEqualOr" in outcome) return [{ ...place, codes: outcome.eitherEqualOr, optional: true }];
  if ("beside" in outcome && !outcome.beside?.some((construct) => constructs.has(construct))) return [];
  return [{ ...place, codes: [outcome.refused], optional: false }];
}
