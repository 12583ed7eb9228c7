import { Button } from "@mantine/core";
import type { TrainerResource } from "@predictiondex/contract";
import { useState } from "react";
import type { Forms } from "../../../api/get-forms.ts";
import type { BoxPokemon } from "../../../box/box-store.ts";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import { writeSharedBox } from "../shared-box.ts";
import { type TrustNote, trustNotes } from "../trust.ts";
import classes from "./bosses.module.css";

interface TrustCardProps {
  readonly boss: TrainerResource;
  readonly forms: Forms;
  /** The Pokémon of the plan, to be shared. */
  readonly members: readonly BoxPokemon[];
}

/** What the sources leave open about this team, what is assumed, and the link to the plan. */
export function TrustCard({ boss, forms, members }: TrustCardProps) {
  const { t, language } = useTexts();
  // Each line with whether it speaks for the row.
  const lines = new Map<string, boolean>();
  for (const { pokemon, set, ...member } of boss.team) {
    const name = forms.bySlug.get(pokemon)?.names[language] ?? pokemon;
    for (const note of trustNotes(member))
      lines.set(textOf(note, name), note.kind === "species" && note.sources > 1);
    if (set.ivs !== undefined) lines.set(t("bosses.trust.stats"), false);
  }
  function textOf(note: TrustNote, name: string): string {
    if (note.kind === "species") return t("bosses.trust.species", { count: note.sources });
    if (note.kind === "other") {
      const other = forms.search(note.name)[0]?.names[language] ?? note.name;
      return t("bosses.trust.other", { name, other });
    }
    return note.kind === "absent" || note.kind === "mega"
      ? t(`bosses.trust.${note.kind}`, { name })
      : t(`bosses.trust.${note.kind}`);
  }
  return (
    <section className="card" aria-labelledby="trust-title">
      <h2 id="trust-title">{t("bosses.trust")}</h2>
      <ul className={classes.trust}>
        {[...lines].map(([line, isSure]) => (
          <li key={line}>
            <Icon name={isSure ? "check" : "ask"} /> {line}
          </li>
        ))}
        <li>
          <Icon name="check" /> {t("bosses.trust.full")}
        </li>
      </ul>
      {members.length > 0 && <ShareButton boss={boss} members={members} />}
    </section>
  );
}

interface ShareButtonProps {
  readonly boss: TrainerResource;
  readonly members: readonly BoxPokemon[];
}

/** Copies a link that holds the boss and the plan's Pokémon. */
function ShareButton({ boss, members }: ShareButtonProps) {
  const { t } = useTexts();
  const [done, setDone] = useState<{ readonly worked: boolean; readonly link: string }>();
  const share = async () => {
    const link = new URL(location.pathname, location.origin);
    link.searchParams.set("boss", boss.slug);
    link.searchParams.set("mine", writeSharedBox(members));
    setDone({ worked: await copyLink(link.href), link: link.href });
  };
  return (
    <>
      <Button
        className={classes.share}
        variant="default"
        leftSection={<Icon name={done?.worked ? "check" : "link"} />}
        onClick={() => void share()}
      >
        {done?.worked ? t("bosses.share.copied") : t("bosses.share")}
      </Button>
      <p className="visually-hidden" role="status">
        {done?.worked ? t("bosses.share.copied") : ""}
      </p>
      {done?.worked === false && (
        <p className={classes.link} role="alert">
          {t("bosses.share.failed")} <code>{done.link}</code>
        </p>
      )}
    </>
  );
}

/** False where the browser has no clipboard (plain http) or refuses. */
async function copyLink(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}
