import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { settled } from './parts/useLoad'
import ChoosePassword from './routes/ChoosePassword.vue'
import Home from './routes/Home.vue'
import MyAccount from './routes/MyAccount.vue'
import NotFound from './routes/NotFound.vue'
import RecordDetail from './routes/RecordDetail.vue'
import RegisterList from './routes/RegisterList.vue'
import SignIn from './routes/SignIn.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: Home },
    { path: '/sign-in', name: 'sign-in', component: SignIn },
    { path: '/password', name: 'password', component: ChoosePassword },
    { path: '/account', name: 'account', component: MyAccount },
    { path: '/accounts', name: 'accounts', component: () => import('./routes/Accounts.vue') },
    { path: '/accounts/new', name: 'new-account', component: () => import('./routes/NewAccount.vue') },
    { path: '/accounts/:id', name: 'kept-account', component: () => import('./routes/KeptAccount.vue') },
    { path: '/audit', name: 'audit', component: () => import('./routes/Audit.vue') },
    { path: '/registers/:register', name: 'list', component: RegisterList },
    {
      path: '/registers/:register/new',
      name: 'create',
      component: () => import('./routes/RecordEdit.vue'),
    },
    {
      path: '/registers/:register/:id/edit',
      name: 'edit',
      component: () => import('./routes/RecordEdit.vue'),
    },
    {
      path: '/registers/:register/import',
      name: 'import-start',
      component: () => import('./routes/ImportStart.vue'),
    },
    {
      path: '/registers/:register/imports/:id',
      name: 'import',
      component: () => import('./routes/ImportOne.vue'),
    },
    {
      path: '/organisations',
      name: 'organisations',
      component: () => import('./routes/OrganisationTree.vue'),
    },
    {
      path: '/organisations/event/:kind',
      name: 'organisation-event',
      component: () => import('./routes/OrganisationEvent.vue'),
    },
    { path: '/jobs', name: 'jobs', component: () => import('./routes/Jobs.vue') },
    {
      path: '/registers/:register/:id',
      name: 'record',
      component: RecordDetail,
    },
    { path: '/:path(.*)*', name: 'not-found', component: NotFound },
  ],
  async scrollBehavior(to, from, saved) {
    if (!saved) return to.path === from.path && !to.query.after && !from.query.after ? false : { top: 0 }
    await nextTick()
    await settled(1500)
    return saved
  },
})
