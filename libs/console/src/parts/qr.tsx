import qrcode from 'qrcode-generator';

const QUIET = 4;

/** A code that a camera reads. Drawn, so that it prints sharply; beside it stands the same as a link. */
export const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const all = Array.from({ length: size }, (_, at) => at);
  const path = all
    .flatMap((y) => all.filter((x) => code.isDark(y, x)).map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`))
    .join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size + 2 * QUIET} ${size + 2 * QUIET}`}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
