import "./production.js";
import { measureCompiling } from "./groups/compiling.js";
import { measureCores } from "./groups/cores.js";
import { measureStart } from "./groups/fresh.js";
import { measureGrowth } from "./groups/growth.js";
import { measureLarge, measureMedium, measureSmall, measureSms } from "./groups/messages.js";
import { measureSize } from "./groups/size.js";
import type { Group } from "./report.js";
import type { Name } from "./run.js";

const MEASURES: Readonly<Record<Name, () => Promise<readonly Group[]>>> = {
  small: measureSmall,
  medium: measureMedium,
  large: measureLarge,
  sms: measureSms,
  growth: measureGrowth,
  cores: measureCores,
  compile: measureCompiling,
  start: measureStart,
  size: measureSize,
};

// `run.ts` gives one of its names.
process.send?.(await MEASURES[process.argv[2] as Name]());
