/** The hub's command line and the two SDKs. Retries are switched off in the SDKs; the hub's are fixed. */
import { stored, version } from "../store.ts";
import type { Program } from "./program.ts";

function hub(number: string): Program {
  const path = stored("python", `huggingface-hub-${number}`, "bin", "hf");
  return {
    name: "hf",
    family: "hf",
    format: "huggingface",
    path,
    versionCommand: [path, "version"],
    operations: [
      {
        name: "install",
        scenarios: ["refused", "unauthorized", "missing", "down"],
        command: (run) => ({
          argv: [path, "download", "acme/demo", "config.json"],
          env: {
            HF_ENDPOINT: run.base,
            HF_HOME: `${run.home}/hf`,
            HF_HUB_DISABLE_TELEMETRY: "1",
            HF_HUB_DISABLE_UPDATE_CHECK: "1",
          },
        }),
      },
    ],
  };
}

function sdk(name: string, folder: string, script: (base: string) => string): Program {
  const path = stored("python", folder, "bin", "python");
  return {
    name: `${name} SDK`,
    family: name,
    format: name,
    path,
    versionCommand: [path, "-c", `import ${name}; print(${name}.__version__)`],
    operations: [{ name: "call", command: (run) => ({ argv: [path, "-c", script(run.base)] }) }],
  };
}

export const modelPrograms: readonly Program[] = [
  hub(version("HUGGINGFACE_HUB_VERSION")),
  sdk(
    "openai",
    `openai-${version("OPENAI_VERSION")}`,
    (base) => `import openai
client = openai.OpenAI(base_url="${base}/v1", api_key="secret", max_retries=0)
client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])`,
  ),
  sdk(
    "anthropic",
    `anthropic-${version("ANTHROPIC_VERSION")}`,
    (base) => `import anthropic
client = anthropic.Anthropic(base_url="${base}", api_key="secret", max_retries=0)
client.messages.create(model="m", max_tokens=1, messages=[{"role": "user", "content": "hello"}])`,
  ),
];
