import { useEffect, useState } from "react";
import { useTexts } from "../i18n/i18n.ts";

/** Whether the page is kept on this device, or what https would add where it is not. */
export function InstallNote() {
  const { t } = useTexts();
  const isKept = useIsKept();
  if (!window.isSecureContext) return <p>{t("app.http")}</p>;
  return isKept ? <p>{t("app.offline.ready")}</p> : null;
}

/** Whether a service worker stands behind the page. */
function useIsKept(): boolean {
  const [isKept, setIsKept] = useState((navigator.serviceWorker?.controller ?? null) !== null);
  useEffect(() => {
    // Missing over plain http.
    const { serviceWorker } = navigator;
    const look = () => setIsKept(serviceWorker.controller !== null);
    serviceWorker?.addEventListener("controllerchange", look);
    return () => serviceWorker?.removeEventListener("controllerchange", look);
  }, []);
  return isKept;
}
