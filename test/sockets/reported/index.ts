/** All behaviour reported by others. */
import type { Behaviour } from "./behaviour.ts";
import { CONTAINER_BEHAVIOUR } from "./containers.ts";
import { FILE_BEHAVIOUR } from "./files.ts";
import { NPM_BEHAVIOUR } from "./npm.ts";

export const REPORTED: readonly Behaviour[] = [...NPM_BEHAVIOUR, ...CONTAINER_BEHAVIOUR, ...FILE_BEHAVIOUR];
