import type { Circumstances } from "../../src/failure/judge.ts";
import { REF } from "../clients/failing.ts";

export const CIRCUMSTANCES: Circumstances = {
  hasCredentials: true,
  isProbe: false,
  sentOriginAuth: false,
  sentAccessToken: false,
  upstreamErrors: "pass",
  statusRules: [],
  typedCodesSetStatus: true,
  ref: REF,
};
