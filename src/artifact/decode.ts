import { isAddress } from "./address.js";
import { ARTIFACT_VERSION, type Artifact, type EmailArtifact } from "./artifact.js";
import { ArtifactError, invalidArtifact } from "./artifact-error.js";
import {
  ANY_ESCAPES,
  type Check,
  HEADER_ESCAPES,
  HTML_ESCAPES,
  isIndex,
  isListOf,
  isObject,
  isOneOf,
  isProgram,
  isText,
  LAYOUT_OPERATIONS,
  type Test,
} from "./decode-program.js";

/**
 * Reads unknown JSON as an artifact. Everything that rendering relies on is checked: the shape of every instruction,
 * every index, the depth and the number of instructions. Properties it does not know are left alone.
 *
 * @param json A parsed artifact; not changed, and returned as it is.
 * @throws ArtifactError `invalid-artifact`, or `unsupported-artifact` when the format has another version.
 */
export function decode(json: unknown): Artifact {
  const artifact: Unchecked = Object(json);
  checkVersion(artifact);
  const { channel, textMode, programs } = artifact;
  const check: Check = { artifact, escapes: ANY_ESCAPES, count: 0, depth: 0 };
  const isSms = channel === "sms";
  for (const [name, test] of Object.entries(isSms ? { ...FIELDS, ...SMS_FIELDS } : { ...FIELDS, ...EMAIL_FIELDS })) {
    if (!test(artifact[name], check)) throw invalidArtifact(`\`${name}\` is not valid`);
  }
  for (const part of isSms ? ["text"] : ["subject", "preheader", "fromName", "unsubscribe", "html", "text"]) {
    const operations = part === "text" && textMode === "layout" ? LAYOUT_OPERATIONS : undefined;
    check.count = 0;
    check.escapes = ESCAPES_OF[part] ?? ANY_ESCAPES;
    if (!isProgram(programs[part], check, operations)) {
      // Static text is not counted.
      throw invalidArtifact(`item ${check.count} of \`${part}\` is not valid`);
    }
  }
  return json as Artifact; // as was checked
}

interface Unchecked extends Pick<EmailArtifact, "strings" | "positions" | "sources"> {
  readonly [property: string]: unknown;
  readonly programs: Readonly<Record<string, unknown>>;
}

function checkVersion({ platen, name }: Unchecked): void {
  if (typeof platen !== "number") throw invalidArtifact("it has no version `platen`");
  if (platen === ARTIFACT_VERSION) return;
  throw new ArtifactError(
    "unsupported-artifact",
    `the artifact has format ${platen}, and this version of Platen reads format ${ARTIFACT_VERSION}`,
    `compile it again: platen compile ${isText(name) ? name : "NAME"} -o FILE`,
  );
}

/** Where no other text may come to stand than what is safe there. */
const ESCAPES_OF: Readonly<Record<string, ReadonlySet<unknown>>> = {
  html: HTML_ESCAPES,
  subject: HEADER_ESCAPES,
  preheader: HEADER_ESCAPES,
  fromName: HEADER_ESCAPES,
};

/** Properties of every artifact, in the order in which one refers to another. */
const FIELDS: Readonly<Record<string, Test>> = {
  name: isText,
  madeBy: (value) => isObject(value) && Object.values(value).every(isText),
  sources: isListOf((value) => isObject(value) && isText(value["path"]) && isText(value["checksum"])),
  strings: isListOf(isText),
  positions: isPositions,
  programs: isObject,
};

const isTextMode = isOneOf("layout", "plain");

const EMAIL_FIELDS: typeof FIELDS = {
  channel: isOneOf("email"),
  fromEmail: (value) => value === null || (isText(value) && isAddress(value)),
  textMode: isTextMode,
};

const SMS_FIELDS: typeof FIELDS = {
  textMode: (value, check) => value === undefined || isTextMode(value, check),
};

function isPositions(value: unknown, { artifact }: Check): boolean {
  const isPlace = (item: unknown, at: number) =>
    isIndex(item) && (at % 3 === 0 ? item < artifact.sources.length : item > 0);
  return Array.isArray(value) && value.length % 3 === 0 && Array.from(value).every(isPlace);
}
