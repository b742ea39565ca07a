import { useState } from 'react';
import { type Fault, Faults, faultOf, Field } from '../parts/field';
import { Page } from '../parts/page';
import { PublicAct } from '../parts/public-act';
import { Go } from '../places/address';
import { useCode, useWord } from '../words/words';

const CATEGORIES = [
  'SERVICE_TIME',
  'PROCEDURE',
  'FEE',
  'STAFF_CONDUCT',
  'FACILITY',
  'INFORMATION',
  'ABUSE_OF_OFFICE',
  'OTHER',
] as const;
const MOST_CHARACTERS = 4_000;

interface Said {
  readonly category: string;
  readonly text: string;
  readonly receiptCode: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

const NOTHING: Said = { category: '', text: '', receiptCode: '', name: '', email: '', phone: '' };

/** The code that is shown once: who loses it cannot follow the complaint. */
const Receipt = ({ trackingCode }: { readonly trackingCode: string }) => {
  const word = useWord();
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <h2>{word('complaint.filed')}</h2>
      <p>{word('complaint.once')}</p>
      <p className="code">{trackingCode}</p>
      <p className="row">
        <button
          type="button"
          className="button"
          onClick={() => void navigator.clipboard.writeText(trackingCode).then(() => setCopied(true))}
        >
          {word(isCopied ? 'object.copied' : 'complaint.copy')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {word('object.print')}
        </button>
        <Go to="/lacak" className="button main">
          {word('complaint.follow')}
        </Go>
      </p>
    </>
  );
};

/** To complain, with a name or without, and without an account. @source console.md 4.4 (W15) */
export const FileComplaint = () => {
  const word = useWord();
  const code = useCode();
  const [said, say] = useState(NOTHING);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { category, text, receiptCode, name, email, phone } = said;
  const isNamed = name.trim() !== '';
  const input = (of: Exclude<keyof Said, 'category' | 'text'>, type: string, hint?: string) => (
    <Field
      id={of}
      label={word(`complaint.${of}`)}
      {...(hint === undefined ? {} : { hint })}
      fault={faultOf(faults, of)}
    >
      {(described) => (
        <input
          {...described}
          type={type}
          value={said[of]}
          onChange={({ target }) => say({ ...said, [of]: target.value })}
        />
      )}
    </Field>
  );
  const review = () => {
    const found: Fault[] = [
      ...(category === '' ? [['category', word('complaint.categoryMissing')] as const] : []),
      ...(text.trim() === '' ? [['text', word('complaint.textMissing')] as const] : []),
      ...(!isNamed && (email.trim() !== '' || phone.trim() !== '')
        ? [['name', word('complaint.nameMissing')] as const]
        : []),
    ];
    setFaults(found);
    if (found.length > 0) return null;
    return [
      [word('complaint.category'), code('complaint', category)],
      [word('complaint.text'), text],
      ...(receiptCode.trim() === '' ? [] : [[word('complaint.receiptCode'), receiptCode] as const]),
      [
        word('complaint.who'),
        isNamed ? [name, email, phone].filter(Boolean).join(', ') : word('complaint.anonymous'),
      ],
      [word('complaint.clock'), word('complaint.clockStarts')],
    ] as const;
  };
  return (
    <Page title={word('complaint.title')} lead={word('complaint.lead')}>
      <p>
        <Go to="/lacak">{word('complaint.haveCode')}</Go>
      </p>
      <PublicAct<{ readonly trackingCode: string }>
        endpoint="fileComplaint"
        label={word('complaint.send')}
        review={review}
        request={() => ({
          body: {
            ...{ category, text, channel: 'WEB' },
            ...(receiptCode.trim() === '' ? {} : { receiptCode: receiptCode.trim() }),
            ...(isNamed
              ? {
                  contact: {
                    name: name.trim(),
                    ...(email.trim() === '' ? {} : { email: email.trim() }),
                    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
                  },
                }
              : {}),
          },
        })}
        done={(answer) => <Receipt {...answer} />}
        fields={
          <div className="form">
            <Faults title={word('public.incomplete')} faults={faults} />
            <Field id="category" label={word('complaint.category')} fault={faultOf(faults, 'category')}>
              {(described) => (
                <select
                  {...described}
                  value={category}
                  onChange={({ target }) => say({ ...said, category: target.value })}
                >
                  <option value="">{word('object.pick')}</option>
                  {CATEGORIES.map((one) => (
                    <option key={one} value={one}>
                      {code('complaint', one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field
              id="text"
              label={word('complaint.text')}
              hint={word('complaint.textHint', { said: text.length, most: MOST_CHARACTERS })}
              fault={faultOf(faults, 'text')}
            >
              {(described) => (
                <textarea
                  {...described}
                  rows={6}
                  maxLength={MOST_CHARACTERS}
                  value={text}
                  onChange={({ target }) => say({ ...said, text: target.value })}
                />
              )}
            </Field>
            {input('receiptCode', 'text', word('complaint.receiptHint'))}
            <fieldset>
              <legend>{word('complaint.contact')}</legend>
              <p className="hint">{word('complaint.contactHint')}</p>
              {input('name', 'text')}
              {input('email', 'email')}
              {input('phone', 'tel')}
            </fieldset>
          </div>
        }
      />
    </Page>
  );
};
