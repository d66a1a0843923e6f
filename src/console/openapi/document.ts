/** The OpenAPI document of the console's API, made from the schemas of the calls. Not part of the Worker. */
import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { CALLS, type CallName, FILTER, REF_PATTERN } from "../api/requests.ts";
import { VERSION } from "../version.ts";
import { ANSWERS, failure, message, problem } from "./schemas.ts";
import { FIELDS, REFUSALS, WORDS } from "./words.ts";

type Json = Readonly<Record<string, unknown>>;

export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, call] of Object.entries(CALLS)) {
    if (!isCallName(name)) continue;
    const path = call.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [call.method]: operation(name) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Outspoken, the operator's API",
      version: VERSION,
      description:
        "Failures that the gateway counted, by category, route and client; the switches of its routes; and a try-out. Errors are problem details (RFC 9457).",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/-/outspoken/api" }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "The secret ADMIN_TOKEN" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "outspoken_session",
          description: "Set by the sign-in form at /-/outspoken/",
        },
      },
      parameters: Object.fromEntries(
        queryParameters({ entries: FILTER }).map((parameter) => [parameter.name, parameter]),
      ),
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, words]) => [status, refusal(words)]),
      ),
      schemas: namedSchemas(),
    },
  };
}

function isCallName(name: string): name is CallName {
  return name in CALLS;
}

function operation(name: CallName): Json {
  const call = CALLS[name];
  const { summary, description, refusals = [] } = WORDS[name];
  const parameters = [
    ...pathParameters(call.path),
    ...("query" in call ? referred(queryParameters(call.query)) : []),
  ];
  const statuses = [
    ...("query" in call || "body" in call || name === "getFailure" ? [400] : []),
    401,
    429,
    ...refusals,
  ];
  return {
    operationId: name,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...("body" in call
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf(call.body, "input") } },
          },
        }
      : {}),
    responses: {
      200: { description: summary, content: contentOf(name) },
      ...Object.fromEntries(
        statuses
          .toSorted((a, b) => a - b)
          .map((status) => [status, { $ref: `#/components/responses/${status}` }]),
      ),
    },
  };
}

function contentOf(name: CallName): Json {
  if (name === "exportFailures") return { "text/csv": { schema: { type: "string" } } };
  return {
    "application/json": { schema: name === "describeApi" ? { type: "object" } : schemaOf(ANSWERS[name]) },
  };
}

function refusal(description: string): Json {
  return {
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

/** Replaces the filters that many calls share by references. */
function referred(parameters: readonly Parameter[]): readonly Json[] {
  return parameters.map((parameter) =>
    parameter.name in FILTER ? { $ref: `#/components/parameters/${parameter.name}` } : parameter,
  );
}

interface Parameter extends Json {
  readonly name: string;
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    description: FIELDS[name] ?? "",
    schema: { type: "string", ...(name === "ref" ? { pattern: REF_PATTERN.source } : {}) },
  }));
}

function queryParameters(query: { readonly entries: v.ObjectEntries }): readonly Parameter[] {
  return Object.entries(query.entries).map(([name, entry]) => {
    const { default: byDefault, ...schema } = schemaOf(entry);
    const typed = schema.type === "integer" && byDefault !== undefined ? Number(byDefault) : byDefault;
    const list = schema.type === "array" ? { style: "form", explode: false } : {};
    return {
      name,
      in: "query",
      ...(entry.type === "optional" ? {} : { required: true }),
      description: FIELDS[name] ?? "",
      ...list,
      schema: {
        ...schema,
        ...(typed === undefined ? {} : { default: schema.type === "array" ? [typed] : typed }),
      },
    };
  });
}

/** Defined once and referenced. */
const NAMED = { Failure: failure, Message: message, Problem: problem };

/** The schema of a field after it is parsed, without what JSON Schema can't express. */
function schemaOf(schema: v.GenericSchema, typeMode: "input" | "output" = "output"): Json {
  const {
    $schema: _,
    $defs: __,
    ...json
  } = toJsonSchema(schema, {
    typeMode,
    errorMode: "ignore",
    definitions: NAMED,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  });
  return json;
}

/** The same for those that have a name. */
function namedSchemas(): Json {
  const entries = Object.entries(NAMED).map(([name, schema]) => {
    const { $schema: _, ...json } = toJsonSchema(schema, { typeMode: "output", errorMode: "ignore" });
    return [name, json];
  });
  return Object.fromEntries(entries);
}
