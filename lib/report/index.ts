export { renderReport } from './render-report';
export { reportFileName } from './report-file-name';
export {
  REPORT_FORMATS,
  REPORT_MEDIA,
  REPORT_VIEWS,
  type ReportFormat,
  type ReportInput,
  type ReportView,
} from './types';
