/**
 * The status with which a call without a stream fails for an error in a stream, so that both are counted alike. Codes:
 * openai/openai-node src/resources/responses/responses.ts (ResponseError) and OpenAI's "Error codes"; types:
 * Wei-Shaw/sub2api, pull request 3009; that 503 means overloaded: coder/coder aibridge/provider/openai.go. Pure.
 */
import { isRecord } from "../shared/origin-words.ts";

const STATUSES: ReadonlyMap<string, number> = new Map([
  ["invalid_request_error", 400],
  ["context_length_exceeded", 400],
  ["content_policy_violation", 400],
  ["moderation_blocked", 400],
  ["image_generation_user_error", 400],
  ["invalid_prompt", 400],
  ["data_residency_mismatch", 400],
  ["bio_policy", 400],
  ["misalignment_policy_violation", 400],
  ["invalid_image", 400],
  ["invalid_image_format", 400],
  ["invalid_base64_image", 400],
  ["invalid_image_url", 400],
  ["invalid_image_mode", 400],
  ["image_too_large", 400],
  ["image_too_small", 400],
  ["image_parse_error", 400],
  ["image_content_policy_violation", 400],
  ["image_file_too_large", 400],
  ["unsupported_image_media_type", 400],
  ["empty_image_file", 400],
  ["failed_to_download_image", 400],
  ["image_file_not_found", 400],
  ["authentication_error", 401],
  ["invalid_api_key", 401],
  ["permission_error", 403],
  ["unsupported_country_region_territory", 403],
  ["not_found_error", 404],
  ["model_not_found", 404],
  ["rate_limit_error", 429],
  ["rate_limit_exceeded", 429],
  ["insufficient_quota", 429],
  ["server_error", 500],
  ["api_error", 500],
  ["internal_error", 500],
  ["internal_server_error", 500],
  ["overloaded_error", 503],
  ["service_unavailable", 503],
  ["service_unavailable_error", 503],
  ["slow_down", 503],
  ["vector_store_timeout", 504],
  ["timeout_error", 504],
]);

const UNKNOWN_STATUS = 200;

/** Takes the value of `error`; its status, by code before type; 200 if neither is known. */
export function statusOfError(error: unknown): number {
  if (!isRecord(error)) return UNKNOWN_STATUS;
  const { code, type } = error;
  return statusOfNumber(code) ?? statusOfWord(code) ?? statusOfWord(type) ?? UNKNOWN_STATUS;
}

/** vLLM and OpenRouter put the status itself into `code`, LiteLLM as a string. */
function statusOfNumber(code: unknown): number | null {
  const status = typeof code === "string" && /^\d{3}$/.test(code) ? Number(code) : code;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599
    ? status
    : null;
}

function statusOfWord(word: unknown): number | null {
  return typeof word === "string" ? (STATUSES.get(word) ?? null) : null;
}
