import type { BenchCase } from "../cases/receipt.js";
import { runtime } from "../package-under-test.js";
import { type Contestant, encode } from "./contestant.js";

/** Also renders the preheader and the name of the sender, and checks every value. */
export function platenContestant({ artifact, variables }: BenchCase): Contestant {
  const message = runtime.load(artifact);
  return {
    name: "Platen",
    about: "artifact loaded once; every value looked up, checked and escaped for its place",
    render: () => encode(message.render(variables)),
  };
}
