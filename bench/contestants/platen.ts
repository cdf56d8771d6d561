import type { EmailCase, SmsCase } from "../cases/case.js";
import { loadBytes, runtime, sms } from "../package-under-test.js";
import { type Contestant, encode, encodeText, wire } from "./contestant.js";

/** The same message, whose html, text and subject are never strings. */
export function platenBytesContestant({ artifact, variables }: EmailCase): Contestant {
  const message = loadBytes(artifact);
  return {
    name: "Platen, as bytes",
    about: "the same; html, text and subject are written as UTF-8 from the start",
    render: () => message.renderTo(wire, variables),
  };
}

/** Also renders the preheader and the name of the sender, and checks every value. */
export function platenContestant({ artifact, variables }: EmailCase): Contestant {
  const message = runtime.load(artifact);
  return {
    name: "Platen",
    about: "artifact loaded once; every value looked up, checked and escaped for its place",
    render: () => encode(message.render(variables)),
  };
}

/** Also finds the encoding, cuts the text into segments and names characters that cost more. */
export function platenSmsContestant({ artifact, variables }: SmsCase): Contestant {
  const message = runtime.load(artifact, { sms });
  return {
    name: "Platen",
    about: "artifact loaded once; values checked, encoding found, segments counted and cut",
    render: () => encodeText(message.render(variables).text),
  };
}
