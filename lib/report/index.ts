export { renderReport } from './render-report';
export { reportFileName, settingsFileName } from './report-file-name';
export { settingsText } from './write-table';
export { terminalText } from './terminal-text';
export { REPORT_FORMATS, REPORT_MEDIA, type ReportFormat, type ReportView } from './types';
