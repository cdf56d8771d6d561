import { prove, type Runs } from "./prove.js";

/** A process that makes the runs that it is sent, and sends back what they came to. */
process.on("message", async (runs: Runs) => {
  process.send?.(await prove(runs));
});

// Nobody wants to know any longer.
process.on("disconnect", () => process.exit());
