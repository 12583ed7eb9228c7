import type { FastifyInstance } from "fastify";
import { ForbiddenKeyError } from "./request-errors.ts";

/** Reads bodies as Fastify does by itself, but tells one that it refuses for its keys from one that is no JSON. */
export function registerJsonReader(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    void read(request, body, (error, value) =>
      done(error && isJson(body) ? new ForbiddenKeyError() : error, value),
    );
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
