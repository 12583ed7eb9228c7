import { useConnection } from "../api/connection.ts";
import { useTexts } from "../i18n/i18n.ts";
import classes from "./connection-note.module.css";

/** Says so where answers come from this device because the service is away. */
export function ConnectionNote() {
  const { t } = useTexts();
  const from = useConnection();
  const isAway = from === "offline" || from === "unreachable" || from === "starting";
  return (
    <p className={classes.note} role="status">
      {isAway && t(`connection.${from}`)}
    </p>
  );
}
