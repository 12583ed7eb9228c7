import { type ApiClient, createApiClient } from "@predictiondex/contract/client";
import { i18n } from "../i18n/i18n.ts";

const CLIENTS = {
  en: createApiClient("/api", { language: "en" }),
  fr: createApiClient("/api", { language: "fr" }),
};

/** The API, on the page's own origin, telling its problems in the language of the interface. */
export function apiClient(): ApiClient {
  return i18n.language === "fr" ? CLIENTS.fr : CLIENTS.en;
}
