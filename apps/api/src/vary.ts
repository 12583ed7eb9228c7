import type { FastifyReply } from "fastify";

/** Adds a field to the header `Vary`, keeping what is there. */
export function addVary(reply: FastifyReply, field: string): void {
  const present = [reply.getHeader("vary") ?? []].flat().join(", ");
  if (present.toLowerCase().split(/,\s*/).includes(field.toLowerCase())) return;
  reply.header("vary", present === "" ? field : `${present}, ${field}`);
}
