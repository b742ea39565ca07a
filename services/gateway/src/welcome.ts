const CONSOLE = '<p><a href="/app/">Buka konsol <span lang="en">(open the console)</span></a></p>\n';

/** The page at `/`: what there is, in both languages, without a script. */
export const welcomePage = (services: readonly string[], hasConsole: boolean): string => `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jejak</title>
</head>
<body>
<main>
<h1>Jejak</h1>
<p>Sistem pencatatan dan bukti untuk manajemen ASN berbasis kinerja.</p>
<p lang="en">The system of record and evidence for performance-based civil-service HR.</p>
${hasConsole ? CONSOLE : ''}<h2>Layanan <span lang="en">(services)</span></h2>
<ul>
${services.map((service) => `<li><a href="/docs?urls.primaryName=${service}">${service}</a> <code>/api/${service}/v1</code></li>`).join('\n')}
</ul>
<p><a href="/v">Periksa keaslian <span lang="en">(verify)</span></a></p>
<p><a href="/docs">API</a> · <a href="/health">Kesehatan <span lang="en">(health)</span></a></p>
</main>
</body>
</html>
`;
