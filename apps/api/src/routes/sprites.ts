import { z } from "zod";
import { MissingError } from "../request-errors.ts";
import type { SpriteStore } from "../sprites/sprite-store.ts";
import { drawStandIn } from "../sprites/stand-in.ts";
import { showValue } from "../validation.ts";
import type { Api, RouteContext } from "./route-context.ts";

const DAY_S = 86_400;
const MINUTE_S = 60;

/** `GET /sprites/{slug}.png`: a form's sprite from the store, or a drawn stand-in where there is none. */
export function spriteRoutes(
  app: Api,
  { catalogue }: Pick<RouteContext, "catalogue">,
  store: SpriteStore,
): void {
  app.get(
    "/sprites/:file",
    { logLevel: "warn", schema: { hide: true, params: z.object({ file: z.string() }) } },
    async ({ params: { file } }, reply) => {
      const { data } = catalogue();
      const form = data.forms.find(({ slug }) => file === `${slug}.png`);
      if (form === undefined) {
        throw new MissingError({
          en: `there is no sprite ${showValue(file)}: a form's slug and ".png" are expected`,
          fr: `il n'y a pas d'image ${showValue(file)} : il faut l'identifiant d'une forme suivi de « .png »`,
        });
      }
      // Partners have no sprite of their own and look like the ordinary form.
      const ordinary = data.forms.find(({ species, kind }) => species === form.species && kind === "base");
      const path = form.sprite ?? ordinary?.sprite;
      const sprite = path ? await store.get(path) : undefined;
      return reply
        .header("cache-control", `public, max-age=${sprite ? DAY_S : MINUTE_S}`)
        .header("x-sprite", sprite ? "original" : "stand-in")
        .header("content-type", "image/png")
        .send(sprite ?? drawStandIn(form.types));
    },
  );
}
