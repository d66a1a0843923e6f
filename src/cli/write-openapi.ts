/** `npm run openapi`: writes src/console/openapi.json. */
import { openApiDocument } from "../console/openapi/document.ts";
import { runCommand } from "./command-line.ts";
import { writeGenerated } from "./generated-file.ts";

await runCommand({
  usage: "Usage: npm run openapi\nWrites src/console/openapi.json.",
  reads: {},
  run: () => writeGenerated("openapi.json", openApiDocument()),
});
