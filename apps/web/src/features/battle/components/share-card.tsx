import { Button } from "@mantine/core";
import type { MatchupResponse } from "@predictiondex/contract";
import { Icon } from "../../../components/icon.tsx";
import { useTexts } from "../../../i18n/i18n.ts";
import classes from "./share-card.module.css";
import type { Share, ShareDone } from "./use-share.ts";

interface ShareCardProps {
  readonly answer: MatchupResponse;
  readonly share: Share;
}

/** Link and text to keep or send, and where the answer comes from. */
export function ShareCard({ answer, share }: ShareCardProps) {
  const { t } = useTexts();
  const { done } = share;
  const isDone = (what: ShareDone["what"]) => done?.worked === true && done.what === what;
  return (
    <section className="card" aria-labelledby="share-title">
      <h2 id="share-title">{t("share.title")}</h2>
      <div className={classes.buttons}>
        <Button
          variant="default"
          leftSection={<Icon name={isDone("link") ? "check" : "link"} />}
          aria-keyshortcuts="l"
          onClick={share.copyLink}
        >
          {isDone("link") ? t("share.copied.link") : t("share.link")}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name={isDone("text") ? "check" : "copy"} />}
          aria-keyshortcuts="c"
          onClick={share.copyText}
        >
          {isDone("text") ? t("share.copied.text") : t("share.text")}
        </Button>
      </div>
      <p className="visually-hidden" role="status">
        {done?.worked ? t(`share.copied.${done.what}`) : ""}
      </p>
      {done?.worked === false && (
        <p className={classes.failed} role="alert">
          {t("share.failed")} <code>{done.text}</code>
        </p>
      )}
      <p className={classes.version}>
        {t("share.version", { data: answer.dataVersion, model: answer.predictorVersion })}
      </p>
    </section>
  );
}
