import { SegmentedMessage } from "sms-segments-calculator";
import type { SmsCase } from "../cases/case.js";
import type { Engine } from "../engines/engine.js";
import { type Contestant, encodeText } from "./contestant.js";
import { stage } from "./stage.js";

/** Does what Platen does for an SMS but for its checks: fills the text, and finds its encoding and segments. */
export function countedSmsContestant(engine: Engine, { artifact, variables }: SmsCase): Contestant {
  const fill = engine.compile(stage(artifact.programs.text, artifact.strings, engine.dialect), "plain");
  return {
    name: `${engine.name}, sms-segments-calculator`,
    about: "the text is filled, its encoding found and its segments counted",
    render: () => {
      const text = fill(variables);
      if (new SegmentedMessage(text).segmentsCount !== 1) throw new Error("the reminder is one segment");
      return encodeText(text);
    },
  };
}
