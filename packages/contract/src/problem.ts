import { z } from "zod";

/** The media type of every error answer. */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** An error answer by RFC 9457; `errors` lists every fault of an input. */
export const problemSchema = z
  .object({
    type: z.string().describe("A URI that names the kind of problem."),
    title: z.string().describe("The kind of problem in a few words."),
    status: z.int().min(400).max(599),
    detail: z.string().describe("What is wrong in this request; names the field and the value."),
    instance: z.string().describe("The path of the request."),
    code: z.string().describe("For programs; never changes."),
    errors: z
      .array(
        z.object({
          detail: z.string(),
          pointer: z.string().describe("JSON pointer into the request, such as `/available_moves/0`."),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem", description: "An error, by RFC 9457." });
export type Problem = z.infer<typeof problemSchema>;
