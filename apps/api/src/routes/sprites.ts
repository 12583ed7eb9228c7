import { MissingError, showValue } from "@predictiondex/answers";
import { z } from "zod";
import type { SpriteStore } from "../sprites/sprite-store.ts";
import { drawStandIn } from "../sprites/stand-in.ts";
import { type Api, binary, problems, type RouteContext } from "./route-context.ts";

const DAY_S = 86_400;
const MINUTE_S = 60;

/** `GET /sprites/{slug}.png`: a form's sprite from the store, or a drawn stand-in where there is none. */
export function spriteRoutes(
  app: Api,
  { catalogue }: Pick<RouteContext, "catalogue">,
  store: SpriteStore,
): void {
  app.get(
    "/sprites/:slug.png",
    {
      logLevel: "warn",
      schema: {
        operationId: "getSprite",
        tags: ["pokemon"],
        summary: "A form's sprite, or a drawn stand-in where there is none (`X-Sprite` says which)",
        params: z.object({
          slug: z
            .string()
            .describe("Slug of the form.")
            .meta({ examples: ["pikachu"] }),
        }),
        querystring: z.strictObject({
          standIn: z
            .enum(["yes", "no"])
            .default("yes")
            .describe("`no`: nothing (204) instead of a stand-in, for who draws one of their own."),
        }),
        response: {
          200: { description: "The picture.", content: { "image/png": { schema: binary("image/png") } } },
          204: z.undefined().describe("There is no sprite, and no stand-in was asked for."),
          ...problems(404, 422, 503),
        },
      },
    },
    async ({ params: { slug }, query }, reply) => {
      const { data } = catalogue();
      const form = data.forms.find((one) => one.slug === slug);
      if (form === undefined) {
        throw new MissingError(
          {
            en: `there is no form ${showValue(slug).en} to have a sprite`,
            fr: `aucune forme ${showValue(slug).fr} n’a d’image`,
          },
          "slug",
        );
      }
      // Partners have no sprite of their own and look like the ordinary form.
      const ordinary = data.forms.find(({ species, kind }) => species === form.species && kind === "base");
      const path = form.sprite ?? ordinary?.sprite;
      const sprite = path ? await store.get(path) : undefined;
      reply.header("cache-control", `public, max-age=${sprite ? DAY_S : MINUTE_S}`);
      if (sprite === undefined && query.standIn === "no") return reply.code(204).send();
      return reply
        .header("x-sprite", sprite ? "original" : "stand-in")
        .header("content-type", "image/png")
        .send(sprite ?? drawStandIn(form.types));
    },
  );
}
