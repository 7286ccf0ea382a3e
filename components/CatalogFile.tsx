import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { FileButton } from './FileButton.tsx';

export interface CatalogFileProps {
  readonly t: PageTranslate;
  readonly onExport: () => void;
  readonly onImport: (file: File) => void;
  /** Takes a file that lists works. */
  readonly onOffer: (file: File) => void;
  /** Saves a list of ISCC codes for others. */
  readonly onList: (form: 'csv' | 'json') => void;
}

/** What goes into the catalog and out of it as a file. */
export function CatalogFile(props: CatalogFileProps) {
  const { t } = props;
  return (
    <>
      <div class="buttons catalog-file">
        <button type="button" class="btn quiet" onClick={props.onExport}>
          {t('works.export')}
        </button>
        <ImportButtons {...props} />
      </div>
      <Exchange {...props} />
    </>
  );
}

function Exchange({ t, onList }: CatalogFileProps) {
  return (
    <section class="exchange">
      <h2>{t('agency.list')}</h2>
      <p class="second">{t('agency.list.about')}</p>
      <div class="buttons">
        {(['csv', 'json'] as const).map((form) => (
          <button type="button" key={form} class="btn quiet" onClick={() => onList(form)}>
            {t(`agency.list.${form}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** A catalog that was taken away, or a list of works. */
export function ImportButtons({ t, onImport, onOffer }: Pick<CatalogFileProps, 't' | 'onImport' | 'onOffer'>) {
  return (
    <>
      <FileButton class="btn quiet" onFiles={([file]) => file !== undefined && onImport(file)} isSingle>
        {t('works.import')}
      </FileButton>
      <FileButton class="btn quiet" onFiles={([file]) => file !== undefined && onOffer(file)} isSingle>
        {t('works.list')}
      </FileButton>
      <p class="muted small">{t('works.list.how')}</p>
    </>
  );
}
