export { renderReplacements, type ReplacementKey } from './render-replacements';
export { renderReport } from './render-report';
export { replacementsFileName, reportFileName, settingsFileName } from './report-file-name';
export { settingsText } from './write-table';
export { terminalText } from './terminal-text';
export { REPORT_FORMATS, REPORT_MEDIA, type ReportFormat, type ReportView } from './types';
