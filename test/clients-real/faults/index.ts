/** The list of all faults. */
import { codedArchives } from "./archives.ts";
import { brokenBodies } from "./broken-bodies.ts";
import { expiredIndex } from "./expired-index.ts";
import { expiringToken } from "./expiring-token.ts";
import type { Fault } from "./fault.ts";
import { missingMetadata } from "./missing-metadata.ts";
import { npmDialogues } from "./npm-dialogues.ts";
import { outages } from "./outages.ts";
import { signedFiles } from "./signed-files.ts";
import { slowPublishes } from "./slow-publishes.ts";
import { tokenRealm } from "./token-realm.ts";
import { twoOrigins } from "./two-origins.ts";

export const FAULTS: readonly Fault[] = [
  ...codedArchives,
  ...brokenBodies,
  ...twoOrigins,
  ...slowPublishes,
  ...signedFiles,
  ...tokenRealm,
  ...outages,
  expiredIndex,
  ...npmDialogues,
  ...missingMetadata,
  ...expiringToken,
];
