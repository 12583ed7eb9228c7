import { UnavailableError } from "@predictiondex/core";
import robotsParser from "robots-parser";
import { FetchError } from "../http/fetch-error.ts";
import type { HttpClient } from "../http/http-client.ts";

/** The package is a CommonJS function; its types call it a module with a default. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** What a site allows. */
export interface Robots {
  /** @throws {UnavailableError} when the site forbids the address. */
  assertAllowed(url: string): void;
  /** Pause between requests that the site asks for. */
  readonly crawlDelayMs: number;
}

/**
 * Reads a site's robots.txt (RFC 9309): a missing file allows everything; one that can't be had, or that is something
 * else, forbids everything.
 * @throws {UnavailableError} when the file can't be had or read.
 */
export async function readRobots(
  client: HttpClient,
  baseUrl: string,
  { userAgent, signal }: { readonly userAgent: string; readonly signal: AbortSignal },
): Promise<Robots> {
  const url = new URL("/robots.txt", baseUrl).href;
  const text = await readText(client, url, signal);
  const rules = parseRobots(url, text);
  return {
    assertAllowed(address) {
      if (rules.isAllowed(address, userAgent) === false) {
        throw new UnavailableError(`${url} forbids ${new URL(address).pathname}: nothing is read there`);
      }
    },
    crawlDelayMs: (rules.getCrawlDelay(userAgent) ?? 0) * 1000,
  };
}

async function readText(client: HttpClient, url: string, signal: AbortSignal): Promise<string> {
  try {
    const { value } = await client.get(url, { mediaType: "text/plain", parse: checkRules, signal });
    return value;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    if (error.fault === "missing") return "";
    throw new UnavailableError(`no robots.txt, so nothing is read there: ${error.message}`, { cause: error });
  }
}

function checkRules(text: string): string {
  if (/^\s*</.test(text)) throw new Error("sent a web page as robots.txt");
  return text;
}
