import { suggest } from "../diagnostics/suggest.js";
import type { CallNode } from "../syntax/nodes.js";
import { type Place, report } from "./expansion.js";
import type { HelperSignature } from "./helper-signatures.js";

/** Whether a call names a helper that there is, with arguments that it takes. */
export function checkCall(call: CallNode, place: Place): boolean {
  const { helpers } = place.sources;
  const helper = helpers.get(call.name);
  if (helper === undefined) {
    const near = suggest(call.name, [...helpers.keys()]);
    const help = near === undefined ? "register it with `createRenderer({ helpers })`" : `did you mean \`${near}\`?`;
    report(place, "unknown-helper", call.span, `there is no helper \`${call.name}\``, help);
    return false;
  }
  return checkArity(call, helper, place) && checkHash(call, helper, place);
}

function checkArity(call: CallNode, { arity: [min, max] }: HelperSignature, place: Place): boolean {
  const count = call.args.length;
  if (count >= min && count <= max) return true;
  const wanted = min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  const message = `\`${call.name}\` takes ${wanted} argument${wanted === "1" ? "" : "s"}, and has ${count} here`;
  report(place, "wrong-arguments", call.span, message, "arguments are separated by spaces; texts stand in quotes");
  return false;
}

function checkHash(call: CallNode, { hash, required = [] }: HelperSignature, place: Place): boolean {
  const absent = required.find((key) => !call.hash.some((pair) => pair.key === key));
  if (absent !== undefined) {
    const help = `add \`${absent}="..."\``;
    report(place, "wrong-arguments", call.span, `\`${call.name}\` needs \`${absent}=\``, help);
    return false;
  }
  const unknown = call.hash.find(({ key }) => hash !== undefined && !hash.includes(key));
  if (unknown === undefined || hash === undefined) return true;
  const near = suggest(unknown.key, hash);
  const known = hash.length === 0 ? "it takes none" : `it takes ${hash.map((key) => `\`${key}=\``).join(", ")}`;
  const help = near === undefined ? known : `did you mean \`${near}=\`?`;
  report(place, "wrong-arguments", call.span, `\`${call.name}\` takes no \`${unknown.key}=\``, help);
  return false;
}
