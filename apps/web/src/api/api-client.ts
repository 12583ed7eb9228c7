import { type ApiClient, createApiClient } from "@predictiondex/contract/client";
import { IS_STATIC } from "../engine/engines.ts";
import { uiLanguage } from "../i18n/i18n.ts";
import { createResilientClient, createStaticClient } from "./resilient-client.ts";

const CLIENTS = IS_STATIC
  ? { en: createStaticClient("en"), fr: createStaticClient("fr") }
  : {
      en: createResilientClient(createApiClient("/api", { language: "en" }), "en"),
      fr: createResilientClient(createApiClient("/api", { language: "fr" }), "fr"),
    };

/** The API on the page's own origin, or this device where that can't be reached; problems are told in the language of the interface. */
export function apiClient(): ApiClient {
  return CLIENTS[uiLanguage()];
}
