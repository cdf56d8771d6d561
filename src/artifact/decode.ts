import { isAddress } from "./address.js";
import { ARTIFACT_VERSION, type Artifact } from "./artifact.js";
import { ArtifactError, invalidArtifact } from "./artifact-error.js";
import { type CheckProgram, isIndex, isRecord, programChecker } from "./decode-program.js";

/**
 * Reads unknown JSON as an artifact. Everything that rendering relies on is checked: the shape of every instruction,
 * every index, the depth and the number of instructions. Properties it does not know are left alone.
 *
 * @param json A parsed artifact; not changed, and returned as it is.
 * @throws ArtifactError `invalid-artifact`, or `unsupported-artifact` when the format has another version.
 */
export function decode(json: unknown): Artifact {
  if (!isRecord(json) || typeof json["platen"] !== "number") throw invalidArtifact("it has no version `platen`");
  checkVersion(json["platen"], json["name"]);
  const check = checkTables(json);
  if (json["channel"] === "email") checkEmail(json, check);
  else if (json["channel"] === "sms") checkPrograms(json, ["text"], check);
  else throw invalidArtifact("`channel` is neither email nor sms");
  return json as unknown as Artifact; // every property of the type was checked above
}

function checkVersion(version: number, name: unknown): void {
  if (version === ARTIFACT_VERSION) return;
  throw new ArtifactError(
    "unsupported-artifact",
    `the artifact has format ${version}, and this version of Platen reads format ${ARTIFACT_VERSION}`,
    `compile it again: platen compile ${isString(name) ? name : "NAME"} -o FILE`,
  );
}

/** @returns the check for programs that refer to these tables. */
function checkTables(json: Readonly<Record<string, unknown>>): CheckProgram {
  const { name, madeBy, sources, strings, positions } = json;
  if (!isString(name)) throw invalidArtifact("`name` is not a string");
  if (!isRecord(madeBy) || !Object.values(madeBy).every(isString)) throw invalidArtifact("`madeBy` holds no strings");
  if (!isList(sources, isSource)) throw invalidArtifact("`sources` does not hold paths and checksums");
  if (!isList(strings, isString)) throw invalidArtifact("`strings` does not hold strings");
  const isPlace = (item: unknown, at: number) =>
    at % 3 === 0 ? isIndex(item, sources.length) : isIndex(item) && item > 0;
  if (!isList(positions, isPlace) || positions.length % 3 !== 0) {
    throw invalidArtifact("`positions` does not hold source, line and column");
  }
  return programChecker(strings.length, positions.length / 3);
}

function checkEmail(json: Readonly<Record<string, unknown>>, check: CheckProgram): void {
  const { fromEmail, textMode } = json;
  if (fromEmail !== null && !(isString(fromEmail) && isAddress(fromEmail)))
    throw invalidArtifact("`fromEmail` is not an address");
  if (textMode !== "layout" && textMode !== "plain") throw invalidArtifact("`textMode` is neither layout nor plain");
  checkPrograms(json, ["subject", "preheader", "fromName", "html", "text"], check, textMode === "layout" ? "text" : "");
}

function checkPrograms(
  { programs }: Readonly<Record<string, unknown>>,
  names: readonly string[],
  check: CheckProgram,
  layout?: string,
): void {
  if (!isRecord(programs)) throw invalidArtifact("`programs` is not an object");
  for (const name of names) check(programs[name], { part: name, layout: name === layout });
}

function isList(value: unknown, isItem: (item: unknown, at: number) => boolean): value is readonly unknown[] {
  // Not `every` alone, which skips holes.
  return Array.isArray(value) && Array.from(value).every(isItem);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isSource(value: unknown): boolean {
  return isRecord(value) && isString(value["path"]) && isString(value["checksum"]);
}
