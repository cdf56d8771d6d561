import { readInstant } from "../message/instant.js";
import type { RenderOptions } from "../runtime/index.js";
import { UsageError } from "./options.js";
import type { CommandName } from "./usage.js";

/** Options of commands that render: for whom dates and numbers are written, and when. */
export const REGIONAL_OPTIONS = {
  locale: { type: "string" },
  "time-zone": { type: "string" },
  date: { type: "string" },
} as const;

type Given = { readonly [Name in keyof typeof REGIONAL_OPTIONS]?: string | undefined };

export interface Regional extends Pick<RenderOptions, "locale" | "timeZone"> {
  /** When the message is rendered, in milliseconds since 1970; undefined for now. */
  readonly date: number | undefined;
}

/** @throws UsageError */
export function readRegionalOptions(command: CommandName, given: Given): Regional {
  const { locale, "time-zone": timeZone } = given;
  if (locale !== undefined && !isAccepted(() => Intl.getCanonicalLocales(locale))) {
    throw new UsageError("`--locale` is a language tag, such as de-DE", command);
  }
  if (timeZone !== undefined && !isAccepted(() => new Intl.DateTimeFormat("en-US", { timeZone }))) {
    throw new UsageError("`--time-zone` is a name such as Europe/Berlin", command);
  }
  return {
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { timeZone }),
    date: readDate(command, given.date),
  };
}

function isAccepted(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function readDate(command: CommandName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant !== undefined) return Date.parse(instant);
  throw new UsageError("`--date` is a date with its zone, such as 2026-11-28T09:30:00Z", command);
}
