import type { FormKind, Type } from "@predictiondex/core";
import { useState } from "react";
import { IS_STATIC } from "../engine/engines.ts";
import { Disc } from "./disc.tsx";
import classes from "./sprite.module.css";

interface SpriteProps {
  /** Slug of the form. */
  readonly slug: string;
  /** The species' name in the page's language, for the disc. */
  readonly name: string;
  readonly types: readonly Type[];
  readonly kind: FormKind;
  readonly size: "small" | "medium" | "large";
}

/** A form's picture on its disc; the disc alone where the picture can't be had. Decorative: the name stands beside it. */
export function Sprite({ slug, name, types, kind, size }: SpriteProps) {
  const [failed, setFailed] = useState<string>();
  return (
    <span className={classes.sprite} data-size={size} aria-hidden="true">
      <Disc name={name} types={types.map((type) => ({ slug: type }))} kind={kind} size={size} />
      {!IS_STATIC && failed !== slug && (
        <img
          key={slug}
          src={`/api/sprites/${slug}.png?standIn=no`}
          alt=""
          width={96}
          height={96}
          loading="lazy"
          decoding="async"
          // Unseen until it is there: a browser draws a torn page where there is none.
          onLoad={({ currentTarget }) => currentTarget.setAttribute("data-loaded", "")}
          onError={() => setFailed(slug)}
        />
      )}
    </span>
  );
}
