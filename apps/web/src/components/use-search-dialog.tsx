import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from "react";

const SearchDialog = lazy(async () => ({ default: (await import("./search-dialog.tsx")).SearchDialog }));

/** The search over pages and Pokémon: its code loads when it is first opened. */
export function useSearchDialog(): { readonly open: () => void; readonly dialog: ReactNode } {
  const [isOpen, setIsOpen] = useState(false);
  const last = useRef<HTMLDialogElement>(null);
  const show = useCallback((dialog: HTMLDialogElement | null) => {
    last.current = dialog;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    dialog.querySelector("input")?.click();
  }, []);
  return {
    open: () => setIsOpen(true),
    dialog: isOpen && (
      <Suspense>
        <SearchDialog ref={show} onClose={() => setIsOpen(false)} />
      </Suspense>
    ),
  };
}
